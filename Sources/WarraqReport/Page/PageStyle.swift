/// The style of the page: light and dark, from a phone to a wide screen, and on paper.
///
/// Fonts are those of the reader's system. Arabic gets a face made for it and more room between
/// lines; digits have one width, so that columns of numbers line up.
enum PageStyle {
  static let text = [colours, page, header, tables, charts].joined(separator: "\n")

  private static let colours = """
    :root {
      --paper: #fbfaf6; --card: #ffffff; --ink: #1c1b19; --soft: #5d5952; --line: #e3dfd5;
      --accent: #0a6b66; --tint: #d5e9e4; --kept: #16807a; --duplicate: #d59a1e;
      --rejected: #c8553d; --quarantined: #7a5aa6; --warn: #fff1cf; --warn-line: #d59a1e;
      --text: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic",
        "Geeza Pro", Tahoma, sans-serif;
      --display: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia,
        "Noto Naskh Arabic", "Geeza Pro", serif;
      --word: system-ui, -apple-system, Roboto, "Noto Sans", "Noto Naskh Arabic", "Geeza Pro",
        "Segoe UI", "Noto Sans Arabic", Tahoma, sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14161a; --card: #1b1e23; --ink: #ece8df; --soft: #a8a399; --line: #32363d;
        --accent: #63cabf; --tint: #1f4744; --kept: #3fb3a8; --duplicate: #e0ae45;
        --rejected: #e2775f; --quarantined: #a88ad6; --warn: #3a2f14; --warn-line: #e0ae45;
      }
    }
    """

  private static let page = """
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); font: 16px/1.5 var(--text);
      -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    body { max-width: 68rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem) clamp(1rem, 4vw, 2rem); }
    h1, h2 { font-family: var(--display); line-height: 1.2; text-wrap: balance; }
    h1, h2, nav a, .note, .status { overflow-wrap: anywhere; min-width: 0; }
    h1 { font-size: clamp(2rem, 6vw, 3.25rem); font-weight: 600; letter-spacing: -0.015em;
      margin: 0.15em 0 0.3em; }
    h2 { font-size: 1.5rem; font-weight: 600; margin: 0 0 0.2rem; }
    a { color: var(--accent); text-underline-offset: 0.2em; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    bdi { unicode-bidi: isolate; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { position: static; }
    main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2.75rem 2.5rem; }
    main > section { grid-column: 1 / -1; min-width: 0; scroll-margin-top: 3.5rem; }
    noscript section { margin-bottom: 2.5rem; }
    main > section, #books { border-top: 2px solid var(--ink); padding-top: 0.9rem; }
    @media (min-width: 48rem) { main > section.half { grid-column: auto; } }
    section > h2 + div { margin-top: 0.9rem; }
    .note, .status, .files { color: var(--soft); margin: 0 0 0.9rem; max-width: 44rem; }
    .status, .files { font-size: 0.875rem; margin: 0; }
    footer { margin-top: 3rem; }
    button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
    .more { color: var(--accent); border: 1px solid var(--line); border-radius: 99px;
      padding: 0.35rem 1rem; background: var(--card); font-size: 0.875rem; white-space: nowrap; }
    .more:hover { border-color: var(--accent); }
    [hidden] { display: none; }
    @media print { .controls, .more, nav, .skip { display: none; } }
    """

  private static let header = """
    .kicker { margin: 0; color: var(--accent); font-size: 0.8rem; font-weight: 600;
      letter-spacing: 0.09em; text-transform: uppercase; }
    .lead { font-size: clamp(1.1rem, 3vw, 1.3rem); color: var(--soft); margin: 0 0 1.4rem; }
    .lead b { color: var(--ink); font-variant-numeric: tabular-nums; }
    .banner { background: var(--warn); border-inline-start: 4px solid var(--warn-line);
      padding: 0.8rem 1rem; border-radius: 0 6px 6px 0; margin: 0 0 1.4rem; }
    .banner p, .banner ul { margin: 0; overflow-wrap: anywhere; }
    .banner ul { margin-top: 0.4rem; padding-inline-start: 1.2rem; }
    .balance { display: flex; gap: 2px; height: 1.75rem; border-radius: 5px; overflow: hidden;
      background: var(--line); }
    .balance span { flex: 0 1 0; min-width: 3px; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.6rem; padding: 0;
      margin: 0.7rem 0 0; font-variant-numeric: tabular-nums; }
    .legend i { display: inline-block; width: 0.75em; height: 0.75em; border-radius: 2px;
      margin-inline-end: 0.45em; }
    .legend small { color: var(--soft); }
    .legend .none, td.none { color: var(--soft); }
    .legend .none b { font-weight: 400; }
    .kept { background: var(--kept); } .duplicate { background: var(--duplicate); }
    .rejected { background: var(--rejected); } .quarantined { background: var(--quarantined); }
    .facts { display: flex; flex-wrap: wrap; gap: 1.2rem 3rem; margin: 2rem 0 0; }
    .facts dt { color: var(--soft); font-size: 0.875rem; }
    .facts dd { margin: 0; font: 600 1.75rem/1.25 var(--display); font-variant-numeric:
      lining-nums tabular-nums; }
    #counting { position: sticky; top: 0; z-index: 1; background: var(--paper); }
    .counting { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.9rem; border: 0;
      margin: 0 0 1.5rem; padding: 0.5rem 0; min-width: 0; }
    .counting legend { float: left; padding: 0; color: var(--soft); }
    .counting label { display: inline-flex; align-items: center; gap: 0.45rem; cursor: pointer;
      min-height: 2rem; }
    .counting input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; }
    .counted { color: var(--accent); font: 600 0.8125rem var(--text); margin-inline-start: 0.7em;
      white-space: nowrap; }
    nav { display: flex; flex-wrap: wrap; gap: 0.4rem 1.4rem; margin: 2rem 0 2.5rem;
      font-size: 0.9375rem; }
    """

  private static let tables = """
    .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 1.4rem;
      margin-bottom: 0.8rem; }
    input[type="search"] { font: inherit; color: inherit; background: var(--card);
      border: 1px solid var(--soft); border-radius: 6px; padding: 0.45rem 0.75rem; min-width: 0;
      flex: 1 1 14rem; max-width: 24rem; }
    .switch { display: inline-flex; align-items: center; gap: 0.5rem; cursor: pointer;
      min-height: 2rem; }
    .switch input { appearance: none; width: 2.25rem; height: 1.25rem; border-radius: 99px; margin: 0;
      background: var(--soft); position: relative; cursor: pointer; flex: none; }
    .switch input::before { content: ""; position: absolute; inset: 2px auto 2px 2px; width: 1rem;
      border-radius: 50%; background: var(--card); transition: transform 0.15s; }
    .switch input:checked { background: var(--accent); }
    .switch input:checked::before { transform: translateX(1rem); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.28rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: baseline; }
    th:first-child, td:first-child { padding-inline-start: 0.15rem; }
    th:last-child, td:last-child { padding-inline-end: 0.15rem; }
    thead th { font-size: 0.8125rem; font-weight: 600; color: var(--soft); white-space: nowrap;
      border-bottom-color: var(--ink); }
    thead button { font-weight: inherit; padding: 0.3rem 0; }
    thead button:hover { color: var(--ink); }
    [aria-sort="ascending"] button::after { content: " ↑"; color: var(--accent); }
    [aria-sort="descending"] button::after { content: " ↓"; color: var(--accent); }
    .number { text-align: right; white-space: nowrap; position: relative; }
    .text { font-family: var(--word); font-size: 1.0625rem; font-weight: 400; line-height: 1.65;
      max-width: 26rem; overflow-wrap: break-word; }
    th.text { font-weight: 600; }
    th.right, .text.right { text-align: right; }
    .share { position: absolute; right: 0.75rem; bottom: 0; height: 3px; border-radius: 2px;
      background: var(--accent); max-width: calc(100% - 0.75rem); }
    tbody tr:hover { background: color-mix(in srgb, var(--tint) 40%, transparent); }
    /* All numbers of a term fit beside it on a phone. */
    @media (max-width: 30rem) {
      th, td { padding-inline: 0.25rem; }
      thead th { font-size: 0.75rem; }
    }
    .dim { color: var(--soft); }
    .below { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
      gap: 0.7rem 1.5rem; margin-top: 0.9rem; }
    .ledger tbody tr:last-child > * { font-weight: 600; border-bottom-color: var(--ink); }
    .ledger { margin-bottom: 1rem; }
    .ledger tbody th { font-weight: 400; }
    .reasons { color: var(--soft); font-size: 0.875rem; min-width: 16rem; }
    """

  private static let charts = """
    .bars { list-style: none; margin: 0 0 0.8rem; padding: 0; display: grid; row-gap: 0.35rem;
      grid-template-columns: fit-content(45%) minmax(0, 1fr) max-content; column-gap: 0.75rem; }
    .bars li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1;
      align-items: center; }
    .bars .label { font-family: var(--word); line-height: 1.5; text-align: left;
      overflow-wrap: anywhere; }
    .bars.right .label { text-align: right; }
    .bars .track { height: 1.1rem; }
    .bars i { display: block; height: 100%; border-radius: 0 3px 3px 0;
      background: var(--accent); }
    .bars i.some { min-width: 1px; }
    .bars .value { text-align: right; font-variant-numeric: tabular-nums; }
    .bars.pairs { row-gap: 0.15rem; }
    .pairs .first:not(:first-child) { margin-top: 0.55rem; }
    .chart { min-height: 260px; }
    .chart svg { display: block; width: 100%; height: auto; touch-action: pan-y; }
    .chart text { font: 12px var(--text); fill: var(--soft); font-variant-numeric: tabular-nums; }
    .chart .peak { font-weight: 600; font-size: 13px; fill: var(--ink); }
    .grid { stroke: var(--line); }
    .rule { stroke: var(--soft); stroke-dasharray: 2 3; }
    .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .area { fill: var(--accent); opacity: 0.12; }
    .dot, .mark { fill: var(--accent); }
    .mark { stroke: var(--paper); stroke-width: 2; }
    details { margin-top: 0.7rem; }
    summary { color: var(--accent); cursor: pointer; font-size: 0.875rem; }
    .entries { margin: 0 0 0.8rem; }
    .entry { margin: 0 0 0.2rem; }
    .entry summary { display: grid; grid-template-columns: 0.7rem 16rem minmax(0, 1fr) 5rem 120px;
      column-gap: 0.75rem; align-items: center; color: inherit; font-size: 1rem; }
    .entry summary::before { content: "›"; color: var(--accent); }
    .entry[open] summary::before { transform: rotate(90deg); }
    .entry .label { font-family: var(--word); line-height: 1.5; overflow-wrap: anywhere;
      text-align: left; }
    .entries.right .label { text-align: right; }
    .entry .track { height: 1.1rem; }
    .entry i { display: block; height: 100%; border-radius: 0 3px 3px 0;
      background: var(--accent); }
    .entry .value { text-align: right; font-variant-numeric: tabular-nums; }
    .entry[open] { border-bottom: 1px solid var(--line); padding-bottom: 0.6rem; }
    .spark { width: 120px; height: 22px; }
    .spark .line { stroke-width: 1.5; }
    @media (max-width: 40rem) {
      .entry summary { grid-template-columns: 0.7rem minmax(0, 1fr) 4rem 60px; }
      .entry .track { display: none; }
      .spark { width: 60px; }
    }
    .plain { width: auto; margin-top: 0.5rem; font-size: 0.9375rem; }
    .plain th { font-weight: 400; }
    """
}
