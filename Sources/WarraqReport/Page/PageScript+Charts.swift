extension PageScript {
  /// Horizontal bars: labels of any length and script stand beside them.
  static let bars = #"""
    /** One bar of a list; `most` has the whole width. */
    function bar(label, value, most, hint, name = "") {
      const track = make("i", { class: value > 0 ? "some" : "", "aria-hidden": "true" });
      track.style.width = most > 0 ? (Math.max(0, value) / most) * 100 + "%" : "0";
      return make("li", { class: name || null, title: hint }, label,
        make("span", { class: "track" }, track),
        make("span", { class: "value" }, plain.format(value)));
    }

    function barsPanel(panel) {
      const list = make("ol", { class: leansRight(panel.bars.map(([label]) => label))
        ? "bars right" : "bars" });
      const more = make("button", { type: "button", class: "more",
        onclick: () => { isWhole = true; render(); } });
      let isWhole = false;

      function render() {
        const values = panel.bars.map((one) => [one[0], figure(one)]);
        if (panel.limit) values.sort((a, b) => b[1] - a[1]).splice(panel.limit);
        const most = values.reduce((largest, [, value]) => Math.max(largest, value), 0);
        const whole = values.reduce((sum, [, value]) => sum + value, 0);
        const limit = isWhole || values.length <= 16 ? values.length : 12;
        list.replaceChildren(...values.slice(0, limit).map(([label, value]) =>
          bar(make("span", { class: "label", dir: "auto" }, own(label || "(no label)")), value, most,
            percent(value, whole))));
        more.hidden = limit >= values.length;
        more.textContent = "Show all " + plain.format(values.length);
      }
      render();
      counting.watchers.push(render);
      return panel.bars.length === 0 ? make("p", { class: "status" }, "Nothing to show.")
        : make("div", {}, list, more);
    }

    /** What two sources copied from each other: the larger direction of each pair first. */
    function pairsPanel(panel) {
      const most = panel.pairs.reduce((most, pair) => Math.max(most, pair[2], pair[3]), 0);
      return make("div", {}, make("ol", { class: "bars pairs" },
        ...panel.pairs.flatMap(([first, second, forward, back]) =>
          [[first, second, forward], [second, first, back]]
            .filter(([, , value]) => value > 0).sort((a, b) => b[2] - a[2])
            .map(([source, origin, value], index) =>
              bar(make("span", { class: "label", dir: "ltr" }, own(source), " from ", own(origin)),
                value, most, plain.format(value) + " documents", index ? "" : "first")))));
    }
    """#

  /// A line over months, or over years where no month is known. Months without a value count as
  /// zero; labels that are no date are named under the chart.
  static let series = #"""
    const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
    const dateName = (time, unit) => {
      const year = Math.floor(time / 12);
      return unit === 12 ? String(year) : monthNames[time - year * 12] + " " + year;
    };

    function timeline(values) {
      const dated = values.map(([label, value]) => {
        const parts = /^(\d{4,})(?:-(\d\d))?$/.exec(label);
        return { label, value, month: parts && parts[2] ? Number(parts[2]) - 1 : null,
          year: parts ? Number(parts[1]) : null };
      });
      const unit = dated.some((one) => one.month !== null) ? 1 : 12;
      const isPlaced = (one) => one.year !== null && (unit === 12 || one.month !== null);
      const at = new Map(dated.filter(isPlaced)
        .map((one) => [one.year * 12 + (one.month ?? 0), one.value]));
      const times = [...at.keys()].sort((a, b) => a - b);
      const others = dated.filter((one) => !isPlaced(one));
      const [first, last] = [times[0], times[times.length - 1]];
      const isDense = times.length > 0 && (last - first) / unit < 1200;
      const points = isDense
        ? Array.from({ length: (last - first) / unit + 1 },
          (_, index) => [first + index * unit, at.get(first + index * unit) ?? 0])
        : times.map((time) => [time, at.get(time)]);
      return { unit, points, others };
    }

    function roundStep(raw) {
      const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
      return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= raw);
    }

    function chart(points, unit, width, title) {
      const [height, left, right, upper, lower] = [260, 46, 14, 30, 30];
      const [from, to] = [points[0][0], points[points.length - 1][0]];
      const peak = points.reduce((best, point) => point[1] > best[1] ? point : best);
      const step = roundStep(peak[1] / 4);
      const most = Math.max(step, Math.ceil(peak[1] / step) * step);
      const x = (time) => from === to ? (left + width - right) / 2
        : left + ((time - from) / (to - from)) * (width - left - right);
      const y = (value) => height - lower - (value / most) * (height - lower - upper);
      const side = (at) => at < left + 70 ? "start" : at > width - right - 70 ? "end" : "middle";

      const grid = [];
      for (let value = 0; value <= most; value += step) {
        grid.push(draw("line", { class: "grid", x1: left, x2: width - right, y1: y(value),
          y2: y(value) }), draw("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" },
          short.format(value)));
      }
      const gap = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000].find((months) =>
        months >= unit && ((to - from) / months) * 76 <= width - left - right) ?? 12000;
      const ticks = [];
      for (let time = Math.ceil(from / gap) * gap; time <= to; time += gap) ticks.push(time);
      const axis = (ticks.length ? ticks : [from]).map((time) => draw("text",
        { x: x(time), y: height - 8, "text-anchor": x(time) > width - 32 ? "end" : "middle" },
        dateName(time, gap >= 12 ? 12 : 1)));

      const path = points.map(([time, value]) => x(time).toFixed(1) + " " + y(value).toFixed(1));
      const dots = points.length > 48 ? [] : points.map(([time, value]) =>
        draw("circle", { class: "dot", cx: x(time), cy: y(value), r: 3 }));
      const name = ([time, value]) => dateName(time, unit) + ": " + plain.format(value);
      const rule = draw("line", { class: "rule", y1: upper, y2: height - lower });
      const mark = draw("circle", { class: "mark", r: 5 });
      const words = draw("text", { class: "peak" });
      function point(one) {
        const at = x(one[0]);
        fill(rule, { x1: at, x2: at }, []);
        fill(mark, { cx: at, cy: y(one[1]) }, []);
        fill(words, { x: at, y: 16, "text-anchor": side(at) }, []);
        words.textContent = name(one);
      }
      point(peak);
      const svg = draw("svg", { viewBox: "0 0 " + width + " " + height, role: "img",
        "aria-label": title + ". " + name(points[0]) + " to " + name(points[points.length - 1])
          + "; highest " + name(peak) },
        ...grid, ...axis,
        draw("path", { class: "area", d: "M" + path.join("L") + "L" + x(to) + " " + y(0) + "L"
          + x(from) + " " + y(0) + "Z" }),
        draw("path", { class: "line", d: "M" + path.join("L") }), ...dots, rule, mark, words);
      svg.addEventListener("pointermove", (event) => {
        const box = svg.getBoundingClientRect();
        const at = ((event.clientX - box.left) / box.width) * width;
        point(points.reduce((best, one) =>
          Math.abs(x(one[0]) - at) < Math.abs(x(best[0]) - at) ? one : best));
      });
      svg.addEventListener("pointerleave", () => point(peak));
      return svg;
    }

    function seriesPanel(panel) {
      const place = make("div", { class: "chart" });
      const body = make("tbody");
      const rest = make("p", { class: "status" });
      let width = 0;
      let line = null;

      function render() {
        line = timeline(panel.series.map((one) => [one[0], figure(one)]));
        body.replaceChildren(...line.points.map(([time, value]) => make("tr", {},
          make("th", { scope: "row" }, dateName(time, line.unit)),
          make("td", { class: "number" }, plain.format(value)))));
        rest.hidden = line.others.length === 0;
        rest.replaceChildren("Not in the chart: ", ...line.others.flatMap((one, index) =>
          [index ? "; " : "", own(one.label || "(no label)"), ": " + plain.format(one.value)]));
        if (width) place.replaceChildren(chart(line.points, line.unit, width, panel.title));
      }
      render();
      counting.watchers.push(render);
      if (line.points.length === 0) {
        return make("div", {}, make("p", { class: "status" }, "No dates are known."), rest);
      }
      new ResizeObserver(() => {
        const now = Math.round(place.clientWidth);
        if (now === width || now < 80) return;
        width = now;
        render();
      }).observe(place);
      return make("div", {}, place, rest,
        make("details", {}, make("summary", {}, "As a table"),
          make("table", { class: "plain" }, body)));
    }
    """#
}
