extension PageScript {
  /// Tables that can be searched and sorted. Rows are drawn a few at a time.
  static let table = #"""
    const pageSize = 25;

    /** Folds a text as the corpus was folded, so that a search finds all spellings. */
    const fold = (text) => text.normalize("NFKC").toLowerCase()
      .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g, "")
      .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647");

    function tablePanel(panel) {
      const table = panel.table;
      const hidden = new Set(table.hidden);
      const haystack = table.rows.map((cells) => fold(cells.filter((cell, index) =>
        table.columns[index]?.kind === "text").join("\n")));
      const leans = table.columns.map((column, index) => column.kind === "text"
        && leansRight(table.rows.map((cells) => cells[index] ?? "")));
      const state = { query: "", all: false, rate: false, sort: null, down: false, size: pageSize };
      const counted = table.columns.findIndex((column) => column.kind === "perMillion");
      const printed = table.columns.findIndex((column) => column.kind === "printings");
      const body = make("tbody");
      const status = make("p", { class: "status", "aria-live": "polite" });
      const more = make("button", { type: "button", class: "more",
        onclick: () => { state.size *= 4; render(); } });

      function chosen() {
        const query = fold(state.query.trim());
        const rows = [...table.rows.keys()].filter((row) =>
          (state.all || !hidden.has(row)) && (!query || haystack[row].includes(query)));
        const { column, down } = order();
        if (column !== null) {
          const side = down ? -1 : 1;
          rows.sort((a, b) => side * compare(column, a, b) || a - b);
        }
        return rows;
      }

      /** What the reader asked for by a click; else the way of counting decides. */
      function order() {
        if (state.sort !== null) return { column: state.sort, down: state.down };
        return { column: counting.printings && printed >= 0 ? printed : null, down: true };
      }

      function compare(column, a, b) {
        const [x, y] = [table.rows[a][column] ?? "", table.rows[b][column] ?? ""];
        if (table.columns[column].kind !== "text") return Number(x) - Number(y);
        return x < y ? -1 : x > y ? 1 : 0;
      }

      /** The column that has bars. */
      const shared = () => counting.printings && printed >= 0 ? printed : counted;

      function cell(row, index, largest) {
        const column = table.columns[index];
        const text = table.rows[row][index] ?? "";
        if (column.kind === "text") {
          return make(index === head ? "th" : "td", { dir: "auto", scope: index === head ? "row" : null,
            class: leans[index] ? "text right" : "text" }, own(text));
        }
        if (text === "" || Number.isNaN(Number(text))) return make("td", { class: "number" }, text);
        const isRate = column.kind === "perMillion" && state.rate;
        const shown = isRate ? perMillion(Number(text), column.total) : plain.format(Number(text));
        const made = make("td", { class: "number" }, shown);
        if (index === shared() && largest > 0) {
          const bar = make("i", { class: "share", "aria-hidden": "true" });
          bar.style.width = (Number(text) / largest) * 100 + "%";
          made.append(bar);
        }
        return made;
      }

      const head = table.columns.findIndex((column) => column.kind === "text");
      const headers = table.columns.map((column, index) => make("th",
        { scope: "col", class: column.kind !== "text" ? "number" : leans[index] ? "right" : "" },
        make("button", { type: "button", onclick: () => sortBy(index) }, own(column.name))));

      /** First the useful direction, then the other one, then the order of the report. */
      function sortBy(index) {
        const first = table.columns[index].kind !== "text";
        if (state.sort !== index) [state.sort, state.down] = [index, first];
        else if (state.down === first) state.down = !first;
        else state.sort = null;
        render();
      }

      function render() {
        const rows = chosen();
        const visible = rows.slice(0, state.size);
        const largest = shared() < 0 ? 0
          : rows.reduce((most, row) => Math.max(most, Number(table.rows[row][shared()]) || 0), 0);
        body.replaceChildren(...visible.map((row) => make("tr", { class: hidden.has(row) ? "dim" : "" },
          ...table.columns.map((column, index) => cell(row, index, largest)))));
        const { column, down } = order();
        headers.forEach((header, index) => header.setAttribute("aria-sort",
          column !== index ? "none" : down ? "descending" : "ascending"));
        const out = state.all ? 0 : hidden.size;
        const range = rows.length === 0 ? "No row matches" : rows.length === 1 ? "1 row"
          : visible.length === rows.length ? plain.format(rows.length) + " rows"
          : "Rows 1 to " + plain.format(visible.length) + " of " + plain.format(rows.length);
        const name = table.hiddenName ?? "rows";
        status.replaceChildren(
          range + (out ? "; " + plain.format(out) + " " + name + " hidden. " : ". "),
          ...(table.file ? ["All rows: ", link(table.file)] : []));
        more.hidden = visible.length === rows.length;
        more.textContent = "Show "
          + plain.format(Math.min(state.size * 4, rows.length) - visible.length) + " more";
      }

      const search = make("input", { type: "search", placeholder: "Search", dir: "auto",
        "aria-label": "Search in " + panel.title, autocomplete: "off", spellcheck: "false",
        oninput: (event) => { state.query = event.target.value; state.size = pageSize; render(); } });
      const toggle = (name, key) => make("label", { class: "switch" },
        make("input", { type: "checkbox", role: "switch",
          onchange: (event) => { state[key] = event.target.checked; render(); } }),
        make("span", {}, name));
      if (table.rows.length === 0) return make("p", { class: "status" }, "Nothing to show.");
      render();
      counting.watchers.push(() => { state.sort = null; state.size = pageSize; render(); });
      return make("div", {},
        make("div", { class: "controls" }, search,
          hidden.size ? toggle("Show " + (table.hiddenName ?? "hidden rows"), "all") : null,
          counted < 0 ? null : toggle("Per million", "rate")),
        make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": panel.title },
          make("table", {}, make("thead", {}, make("tr", {}, ...headers)), body)),
        make("div", { class: "below" }, status, more));
    }
    """#
}
