extension PageScript {
  /// Things with a bar and a line over time each, and their parts behind a click.
  static let entries = #"""
    /** A small line over months, without axes; its title says what they would. */
    function sparkline(values) {
      const { unit, points } = timeline(values);
      if (points.length < 2) return null;
      const [width, height] = [120, 22];
      const [from, to] = [points[0][0], points[points.length - 1][0]];
      const most = points.reduce((most, point) => Math.max(most, point[1]), 1);
      const path = points.map(([time, value]) =>
        (((time - from) / (to - from)) * width).toFixed(1) + " "
          + (height - 1 - (value / most) * (height - 2)).toFixed(1));
      const words = dateName(from, unit) + " to " + dateName(to, unit) + ", at most "
        + plain.format(most);
      return draw("svg", { class: "spark", viewBox: "0 0 " + width + " " + height, role: "img",
        "aria-label": words }, draw("title", {}, words),
        draw("path", { class: "line", d: "M" + path.join("L") }));
    }

    function entryRow(entry, most) {
      const track = make("i", { class: "some", "aria-hidden": "true" });
      track.style.width = (entry.value / most) * 100 + "%";
      const parts = entry.parts.map(([label, value, note]) => make("tr", {},
        make("th", { scope: "row", class: "text", dir: "auto" }, own(label)),
        make("td", { class: "number" }, plain.format(value)), make("td", {}, note)));
      const rest = entry.partCount - entry.parts.length;
      return make("details", { class: "entry" },
        make("summary", {}, make("span", { class: "label", dir: "auto" }, own(entry.label)),
          make("span", { class: "track" }, track),
          make("span", { class: "value" }, plain.format(entry.value)), sparkline(entry.trend)),
        make("p", { class: "note" }, entry.note),
        make("table", { class: "plain" }, make("tbody", {}, ...parts)),
        rest > 0 ? make("p", { class: "status" }, "and " + plain.format(rest) + " more") : null);
    }

    function entriesPanel(panel) {
      const most = panel.entries.reduce((most, entry) => Math.max(most, entry.value), 1);
      const limit = 12;
      const list = make("div", { class: leansRight(panel.entries.map((entry) => entry.label))
        ? "entries right" : "entries" });
      list.append(...panel.entries.slice(0, limit).map((entry) => entryRow(entry, most)));
      const more = make("button", { type: "button", class: "more", onclick: () => {
        list.append(...panel.entries.slice(limit).map((entry) => entryRow(entry, most)));
        more.hidden = true;
      } }, "Show all " + plain.format(panel.entries.length));
      more.hidden = panel.entries.length <= limit;
      return make("div", {}, list, more);
    }
    """#
}
