/// The script of the page, in the order in which its parts build on each other. Plain JavaScript
/// without libraries.
enum PageScript {
  static let text = [tools, counting, header, table, bars, series, entries, books, start].joined(
    separator: "\n")

  /// Elements, numbers and directions. `make` is the only place where elements are made: strings
  /// become text nodes, so nothing in the data is ever read as markup.
  private static let tools = #"""
    const data = JSON.parse(document.getElementById("report-data").textContent);
    const plain = new Intl.NumberFormat("en-US");
    const short = new Intl.NumberFormat("en-US", { notation: "compact" });
    const svgSpace = "http://www.w3.org/2000/svg";

    function fill(element, attributes, children) {
      for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (value === true) element.setAttribute(name, "");
        else if (value !== false && value != null) element.setAttribute(name, value);
      }
      element.append(...children.filter((child) => child != null));
      return element;
    }
    const make = (tag, attributes = {}, ...children) =>
      fill(document.createElement(tag), attributes, children);
    const draw = (tag, attributes = {}, ...children) =>
      fill(document.createElementNS(svgSpace, tag), attributes, children);

    /** Text from the corpus: isolated, in its own direction. */
    const own = (text) => make("bdi", { dir: "auto" }, text);

    const rightToLeft =
      /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
    /** Whether most of some texts run from right to left: the side that their column leans to. */
    function leansRight(texts) {
      const sample = texts.filter((text) => /\p{L}/u.test(text)).slice(0, 400);
      return sample.filter((text) => rightToLeft.test(text)).length * 2 > sample.length;
    }

    /** A share in percent; what is more than nothing never reads as 0, nor less than all as 100. */
    function percent(part, whole) {
      if (!whole || !part) return "0 %";
      if (part === whole) return "100 %";
      const value = (part / whole) * 100;
      if (value < 0.1) return "< 0.1 %";
      if (value > 99.9) return "> 99.9 %";
      return value.toFixed(1) + " %";
    }

    const tenths = new Intl.NumberFormat("en-US",
      { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    /** A count per million of a total. */
    function perMillion(count, total) {
      const value = total ? (count / total) * 1e6 : 0;
      return value < 100 ? tenths.format(value) : plain.format(Math.round(value));
    }

    /** `distinctTerms` as words. */
    const words = (key) => key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
    const link = (file) => make("a", { href: encodeURIComponent(file) }, file);
    """#

  /// The switch between the two ways of counting, for the whole page. What is drawn by it is drawn
  /// again when it changes.
  private static let counting = #"""
    const counting = { printings: false, watchers: [] };
    const countings = ["Unique stories", "Every printing"];
    const figure = (one) => counting.printings && one.length > 2 ? one[2] : one[1];

    /** Whether a panel has both figures, and they can differ. */
    const isCounted = (panel) => data.documents.duplicate > 0
      && ((panel.bars ?? panel.series ?? []).some((one) => one.length > 2)
        || (panel.table?.columns ?? []).some((column) => column.kind === "printings"));

    function countingSwitch() {
      return make("fieldset", { class: "counting" }, make("legend", {}, "Count"),
        ...countings.map((name, index) => make("label", {},
          make("input", { type: "radio", name: "counting", checked: index === 0,
            autocomplete: "off", onchange: () => {
              counting.printings = index === 1;
              counting.watchers.forEach((render) => render());
            } }), name)));
    }

    /** Says beside a title how the panel counts. */
    function countingName() {
      const name = make("small", { class: "counted" });
      const render = () => { name.textContent = countings[counting.printings ? 1 : 0]; };
      render();
      counting.watchers.push(render);
      return name;
    }
    """#

  /// The headline, what became of all documents, and the numbers of the summary.
  private static let header = #"""
    const fates = [
      ["kept", "kept"], ["duplicate", "duplicates"], ["rejected", "rejected"],
      ["quarantined", "quarantined"],
    ];

    function balance() {
      const counts = data.documents;
      const present = fates.filter(([key]) => counts[key] > 0);
      const spoken = fates.map(([key, name]) => plain.format(counts[key]) + " " + name).join(", ");
      const bar = make("div", { class: "balance", role: "img", "aria-label": spoken },
        ...present.map(([key]) => {
          const part = make("span", { class: key, title: plain.format(counts[key]) + " " + key });
          part.style.flexGrow = counts[key] / counts.read;
          return part;
        }));
      const legend = make("ul", { class: "legend" },
        ...fates.map(([key, name]) => make("li", { class: counts[key] ? "" : "none" },
          make("i", { class: key, "aria-hidden": "true" }),
          make("b", {}, plain.format(counts[key])), " " + name + " ",
          make("small", {}, percent(counts[key], counts.read)))));
      return make("section", { "aria-label": "What became of the documents" }, bar, legend);
    }

    function facts() {
      const first = ["tokens", "terms"].filter((key) => key in data.numbers);
      const others = Object.keys(data.numbers).filter((key) => !first.includes(key));
      const names = { terms: "distinct terms" };
      const all = [...first, ...others];
      return all.length === 0 ? null : make("dl", { class: "facts" },
        ...all.map((key) => make("div", {}, make("dt", {}, names[key] ?? words(key)),
          make("dd", {}, plain.format(data.numbers[key])))));
    }

    /** What is missing, in words that cannot be overlooked. */
    function banner() {
      if (data.isCovered) return null;
      const first = data.holes.slice(0, 12);
      const others = data.holes.length - first.length;
      return make("div", { class: "banner", role: "alert" },
        make("p", {}, make("strong", {}, "Incomplete. "),
          "This report covers " + data.coverage + " % of the input’s bytes; every number below "
            + "leaves out the rest. ",
          make("code", {}, "warraq status"), " says more."),
        first.length === 0 ? null : make("ul", {}, ...first.map((hole) => make("li", {}, own(hole))),
          others > 0 ? make("li", {}, "and " + plain.format(others) + " more") : null));
    }

    function top() {
      const counts = data.documents;
      document.getElementById("top").append(
        make("p", { class: "kicker" }, "Warraq corpus report"),
        make("h1", { dir: "auto" }, own(data.title)),
        make("p", { class: "lead" }, make("b", {}, plain.format(counts.kept)),
          " of ", make("b", {}, plain.format(counts.read)), " documents read were kept"),
        ...[banner()].filter(Boolean), balance(), ...[facts()].filter(Boolean),
        make("nav", { "aria-label": "Panels" },
          ...data.panels.map((panel) => make("a", { href: "#panel-" + panel.id }, own(panel.title))),
          make("a", { href: "#books" }, "Books and files")));
    }
    """#

  /// What became of documents stage by stage, and the files of the report.
  private static let books = #"""
    function books() {
      const head = ["stage", "read", "kept", "rejected", "duplicate", "quarantined", "reasons"];
      const rows = data.ledger.map((cells) => make("tr", {},
        ...cells.map((cell, index) => index === 0 ? make("th", { scope: "row" }, own(cell))
          : typeof cell === "number"
            ? make("td", { class: cell ? "number" : "number none" }, plain.format(cell))
            : make("td", { class: "reasons" }, cell))));
      document.getElementById("end").append(
        make("section", { id: "books" }, make("h2", {}, "The books"),
          make("p", { class: "note" }, "Every record read is kept, rejected, a duplicate or in "
            + "quarantine; each stage gets what the one before it kept."),
          make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The books" },
            make("table", { class: "ledger" },
              make("thead", {}, make("tr", {}, ...head.map((name, index) =>
                make("th", { scope: "col", class: index > 0 && index < 6 ? "number" : "" }, name)))),
              make("tbody", {}, ...rows))),
          make("p", { class: "files" }, "Files of this report: ",
            ...[...data.files, "summary.json"].flatMap((file, index) =>
              index ? [" · ", link(file)] : [link(file)]))));
    }
    """#

  private static let start = #"""
    function content(panel) {
      if (panel.table) return tablePanel(panel);
      if (panel.pairs) return pairsPanel(panel);
      if (panel.entries) return entriesPanel(panel);
      return panel.bars ? barsPanel(panel) : seriesPanel(panel);
    }

    top();
    const kinds = data.panels.map((panel) => panel.bars ? "bars" : "wide");
    data.panels.forEach((panel, index) => {
      // Bars stand in pairs; the last one of an odd number takes the whole width.
      let before = 0;
      while (kinds[index - 1 - before] === "bars") before += 1;
      const isAlone = before % 2 === 0 && kinds[index + 1] !== "bars";
      document.getElementById("panels").append(make("section",
        { id: "panel-" + panel.id, class: kinds[index] === "bars" && !isAlone ? "half" : "" },
        make("h2", { dir: "auto" }, own(panel.title), isCounted(panel) ? countingName() : null),
        panel.note ? make("p", { class: "note" }, panel.note) : null,
        content(panel)));
    });
    if (data.panels.some(isCounted)) {
      document.getElementById("counting").append(countingSwitch());
    }
    books();
    """#
}
