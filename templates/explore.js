// Puts any two runs side by side. Numbers are those of the runs' tables; sums and differences are taken in whole numbers.
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const NOTHING = "–";
  const MARKS = ["only-b", "only-a", "other", "both"];
  const find = (id) => document.getElementById(id);

  // Elements. Words are only ever put as text.
  function made(space, name, attributes, children) {
    const element = space ? document.createElementNS(space, name) : document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...(children || []));
    return element;
  }
  const html = (name, attributes, ...children) => made(null, name, attributes, children);
  const svg = (name, attributes, ...children) => made(SVG, name, attributes, children);

  // A name that is not broken where a line has room for it.
  const id = (name) => html("span", { class: "id" }, name);

  // Numbers, each in whole units of its kind: w whole, m pounds, h hundredths, t tenths.
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const TENTH = 100000;
  const toTenths = (pounds) => Math.sign(pounds) * Math.floor((Math.abs(pounds) + TENTH / 2) / TENTH);
  const tenths = (size) => grouped(Math.floor(size / 10)) + "." + (size % 10);
  const SIZES = {
    w: grouped,
    m: (size) => tenths(toTenths(size)),
    h: (size) => (size % 10 === 0 ? tenths(size / 10) : grouped(Math.floor(size / 100)) + "." + String(size % 100).padStart(2, "0")),
    t: tenths
  };
  function shownAs(kind, number, isChange) {
    if (kind === "x") { return String(number); }
    const text = SIZES[kind](Math.abs(number));
    const isNought = /^[0.]*$/.test(text);
    const sign = number < 0 && !isNought ? "-" : number > 0 && isChange ? "+" : "";
    return sign + text;
  }
  function inFiles(kind, number) {
    const places = { h: 2, t: 1 }[kind];
    if (!places) { return String(number); }
    const digits = String(Math.abs(number)).padStart(places + 1, "0");
    return (number < 0 ? "-" : "") + digits.slice(0, -places) + "." + digits.slice(-places);
  }
  const exact = (cell) => (Array.isArray(cell) ? cell[0] : cell);
  const shown = (cell) => (Array.isArray(cell) ? cell[1] : cell);
  const known = (cell) => cell !== null && cell !== undefined;

  // A number of a run, with where it stands in its tables.
  function number(kind, cell, where) {
    if (!known(cell)) { return NOTHING; }
    if (kind === "x") { return shownAs(kind, cell); }
    const attributes = { value: inFiles(kind, exact(cell)) };
    if (where) {
      const [run, of, row, column] = where;
      Object.assign(attributes, { "data-run": run.name, "data-of": of, "data-row": row, "data-column": column });
    }
    return html("data", attributes, shownAs(kind, shown(cell)));
  }
  // How much more the second is than the first; of money as both are shown.
  function change(kind, one, other) {
    if (!known(one) || !known(other)) { return NOTHING; }
    const more = exact(other) - exact(one);
    const told = kind === "m" ? (toTenths(shown(other)) - toTenths(shown(one))) * TENTH : more;
    return html("data", { value: inFiles(kind, more), class: "change" }, shownAs(kind, told, true));
  }
  const total = (kind, sum, what) => html("data", { value: inFiles(kind, sum), "data-sum": what }, shownAs(kind, sum));
  const counted = (count, one, many) => [html("data", { value: count, "data-sum": "bids" }, grouped(count)), " " + (count === 1 ? one : many)];

  // What is chosen. It stands in the address, so that a link opens the same view.
  const state = {};
  const SETTLED = 350;
  let settling;
  const runNamed = (name, other) => data.runs.find((run) => run.name === name) || other;
  function read() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const among = (key, allowed, other) => (allowed.includes(wanted.get(key)) ? wanted.get(key) : other);
    state.a = runNamed(wanted.get("a"), data.runs[0]);
    state.b = runNamed(wanted.get("b"), data.runs[Math.min(1, data.runs.length - 1)]);
    state.line = among("line", data.lines.map((line) => line[0]), "");
    state.region = among("region", data.regions, "");
    state.text = wanted.get("text") || "";
    state.show = among("show", ["differ", "all"], "differ");
    state.need = among("need", ["a", "b", ""], "b");
    state.frontier = among("frontier", data.frontiers.map((line) => line.name), "");
  }
  function write() {
    const words = new URLSearchParams();
    words.set("a", state.a.name);
    words.set("b", state.b.name);
    ["line", "region", "text"].filter((key) => state[key]).forEach((key) => words.set(key, state[key]));
    if (state.show !== "differ") { words.set("show", state.show); }
    if (state.need !== "b") { words.set("need", state.need); }
    if (state.frontier) { words.set("frontier", state.frontier); }
    // Browsers answer only so many changes of an address (Safari: 100 in half a minute), and a slider asks for more.
    clearTimeout(settling);
    settling = setTimeout(() => history.replaceState(null, "", "#" + words.toString()), SETTLED);
  }

  // What both fund, what is done in another way, and what one alone funds.
  const optionsOf = (run) => new Map(run.funded.map((at) => [data.options[at][0], data.options[at]]));
  const areaOf = (project) => data.areas[data.projects[project][3]];
  // Bids by authority and name. The order is the same whatever is chosen, so it is found once.
  const RANKS = [];
  data.projects.map((own, project) => [areaOf(project)[1] + "\n" + own[1], project])
    .sort(((collator) => ([one], [other]) => collator.compare(one, other))(new Intl.Collator("en-GB", { numeric: true })))
    .forEach(([, project], rank) => { RANKS[project] = rank; });
  const matches = (words) => words.some((word) => word.toLowerCase().includes(state.text.trim().toLowerCase()));
  function isWanted(project) {
    const [id, name, line] = data.projects[project];
    const area = areaOf(project);
    return (!state.line || data.lines[line][0] === state.line) &&
      (!state.region || data.regions[area[2]] === state.region) && matches([id, name, area[0], area[1]]);
  }
  function bids() {
    const [ofA, ofB] = [optionsOf(state.a), optionsOf(state.b)];
    const rows = [];
    data.projects.forEach((own, project) => {
      const [a, b] = [ofA.get(project), ofB.get(project)];
      if ((a || b) && isWanted(project)) {
        const mark = !a ? "only-b" : !b ? "only-a" : a[1] === b[1] ? "both" : "other";
        rows.push({ project, a, b, mark });
      }
    });
    return rows.sort((one, other) => RANKS[one.project] - RANKS[other.project]);
  }
  const WORDS = {
    "only-b": () => "only in B, " + state.b.name,
    "only-a": () => "only in A, " + state.a.name,
    other: () => "in both, done in another way",
    both: () => "in both"
  };

  // Shapes, so that nothing is told by colour alone.
  function shape(mark, across, down, half) {
    const at = (...points) => "M" + points.map(([x, y]) => (across + x * half).toFixed(1) + " " + (down + y * half).toFixed(1)).join("L") + "z";
    const path = {
      "only-a": () => at([-0.9, -0.8], [0.9, -0.8], [0, 0.95]),
      "only-b": () => at([-0.9, 0.8], [0.9, 0.8], [0, -0.95]),
      other: () => at([-0.9, 0], [0, -0.9], [0.9, 0], [0, 0.9])
    }[mark];
    return path ? svg("path", { class: mark, d: path() }) : svg("circle", { class: mark, cx: across, cy: down, r: half * 0.55 });
  }
  const swatch = (mark) => svg("svg", { class: "swatch", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, shape(mark, 10, 10, 9));

  // Tables.
  function headings(table, groups, columns) {
    const cell = (words, attributes) => html("th", attributes, words);
    const head = groups.map(([words, span, kind]) => (words ? cell(words, { scope: "colgroup", colspan: span, class: kind || "" }) : html("td", { colspan: span })));
    const own = columns.map(([words, kind]) => cell(words, { scope: "col", class: kind }));
    table.tHead.replaceChildren(...(groups.length ? [html("tr", {}, ...head)] : []), html("tr", {}, ...own));
  }
  function bodies(table, ...parts) {
    Array.from(table.tBodies).forEach((body) => body.remove());
    table.append(...parts);
  }
  const row = (heading, ...cells) => html("tr", {}, html("th", { scope: "row" }, ...[heading].flat()), ...cells);
  const right = (...what) => html("td", { class: "n" }, ...what.flat());
  const left = (...what) => html("td", {}, ...what.flat());
  const ofRun = (letter, run) => letter + ": " + run.name;
  function bars(a, b, most, words) {
    const bar = (kind, amount, top) => svg("rect", { class: kind, x: 0, y: top, height: 40, width: most > 0 ? Math.max(0, Math.round(1000 * amount / most)) : 0 });
    return html("td", { class: "bars" }, svg("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img", "aria-label": words }, bar("of-a", a, 6), bar("of-b", b, 54)));
  }
  function beside(table, column, key, cells) {
    const at = data.columns[table].findIndex((one) => one[0] === column);
    const kind = data.columns[table][at][2];
    const file = { region: "regions", area: "areas", year: "years" }[table];
    const of = cells.map((own) => (own ? own[at] : null));
    const [a, b] = [state.a, state.b].map((run, side) => right(number(kind, of[side], [run, file, key, column])));
    return { a, b, more: right(change(kind, of[0], of[1])), of: of.map((cell) => (known(cell) ? exact(cell) : 0)) };
  }

  function drawFigures() {
    const table = find("figures");
    headings(table, [], [["Measure", ""], [ofRun("A", state.a), "n a"], [ofRun("B", state.b), "n b"], ["Change", "n"]]);
    const rows = data.columns.measure.map(([name, label, kind], at) => {
      const [a, b] = [state.a, state.b].map((run) => run.numbers[at]);
      const cell = (run, own) => right(number(kind, own, [run, "headline", name, "this_plan"]));
      return row(label, cell(state.a, a), cell(state.b, b), right(change(kind, a, b)));
    });
    bodies(table, html("tbody", {}, ...rows));
  }

  const OPTION = (column) => 2 + data.columns.option.findIndex((one) => one[0] === column);
  const COST = OPTION("dfe_cost_gbp");
  const ADDED = OPTION("additional_likely");
  const SCOPE = OPTION("scope");
  const sum = (rows, at) => rows.reduce((all, one) => all + ((one.b || one.a)[at] || 0), 0);
  function both(kind, column, at, own) {
    const id = data.projects[own.project][0];
    const one = (run, option) => number(kind, option[at], [run, "plan", id + "/" + option[1], column]);
    if (own.a && own.b && own.a[at] !== own.b[at]) { return [one(state.a, own.a), " in A, ", one(state.b, own.b), " in B"]; }
    return own.b ? one(state.b, own.b) : one(state.a, own.a);
  }
  function scope(own) {
    const [a, b] = [own.a, own.b].map((option) => (option ? option[SCOPE] || option[1] : ""));
    return a && b && a !== b ? "A: " + a + ". B: " + b : b || a;
  }
  function drawBids(all) {
    const table = find("bids");
    headings(table, [], [["Bid", ""], ["Authority", ""], ["Region", ""], ["Programme line", ""], ["What is done", ""], ["DfE cost, £m", "n"], ["Places added", "n"]]);
    const parts = MARKS.filter((mark) => mark !== "both" || state.show === "all").map((mark) => {
      const rows = all.filter((own) => own.mark === mark);
      if (!rows.length) { return null; }
      const words = [swatch(mark), " ", ...counted(rows.length, "bid", "bids"), " " + WORDS[mark]() + ": £", total("m", sum(rows, COST), mark + " cost"), "m, ", total("w", sum(rows, ADDED), mark + " added"), " places added" + (mark === "other" || mark === "both" ? ", as in B" : "")];
      const heading = html("tr", {}, html("th", { scope: "rowgroup", colspan: 7 }, ...words));
      return html("tbody", { "data-mark": mark }, heading, ...rows.map((own) => {
        const [, name, line, area] = data.projects[own.project];
        const [, authority, region] = data.areas[area];
        return row(name, left(authority), left(data.regions[region]), left(data.lines[line][1]), left(scope(own)), right(both("m", "dfe_cost_gbp", COST, own)), right(both("w", "additional_likely", ADDED, own)));
      }));
    }).filter(Boolean);
    const none = html("tbody", {}, html("tr", {}, html("td", { colspan: 7 }, state.show === "all" ? "No bid of either plan is in this part." : "No bid of this part differs between the two.")));
    bodies(table, ...(parts.length ? parts : [none]));
  }

  // The map.
  function frame() {
    if (!state.region) { return [0, 0, data.map[0], data.map[1]]; }
    const own = data.areas.filter((area) => data.regions[area[2]] === state.region).map((area) => [area[3], area[4]])
      .concat(data.projects.filter((one) => data.regions[data.areas[one[3]][2]] === state.region).map((one) => [one[4], one[5]]));
    const [across, down] = [0, 1].map((at) => own.map((point) => point[at]));
    const margin = data.map[2] * 3;
    const [west, north] = [Math.min(...across) - margin, Math.min(...down) - margin];
    return [west, north, Math.max(...across) + margin - west, Math.max(...down) + margin - north];
  }
  function drawMap(all) {
    const map = find("map");
    const view = frame();
    // A part is drawn larger, and what stands on it hardly.
    const part = Math.max(view[2], view[3]) / Math.max(data.map[0], data.map[1]);
    const apart = data.map[2] * Math.max(0.3, Math.min(1, 2 * part));
    map.setAttribute("viewBox", view.join(" "));
    const land = svg("path", { class: "land", d: data.map[3] });
    const run = state.need === "a" ? state.a : state.b;
    const without = data.columns.area.findIndex((one) => one[0] === "children_without_place");
    const discs = !state.need ? [] : data.areas.map((area, at) => {
      const children = exact((run.areas[at] || [])[without]) || 0;
      if (!children || (state.region && data.regions[area[2]] !== state.region)) { return null; }
      const words = svg("title", {}, area[1] + ": " + shownAs("w", children) + (children === 1 ? " child" : " children") + " without a place, " + run.name);
      return svg("circle", { class: "lacks", cx: area[3], cy: area[4], r: (Math.sqrt(children) * apart / 3.2).toFixed(1) }, words);
    }).filter(Boolean);
    const order = (own) => -MARKS.indexOf(own.mark);
    const marks = all.slice().sort((one, other) => order(one) - order(other)).map((own) => {
      const [, name, , , across, down] = data.projects[own.project];
      const mark = shape(own.mark, across, down, apart * 0.52);
      mark.append(svg("title", {}, name + ", " + areaOf(own.project)[1] + ": " + WORDS[own.mark]()));
      return mark;
    });
    map.replaceChildren(...(data.map[3] ? [land] : []), ...discs, ...marks);
    const legend = MARKS.map((mark) => html("li", {}, swatch(mark), html("span", {}, ...counted(all.filter((own) => own.mark === mark).length, "bid", "bids"), " " + WORDS[mark]())));
    const disc = svg("svg", { class: "swatch", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, svg("circle", { class: "lacks", cx: 10, cy: 10, r: 9 }));
    if (state.need) { legend.push(html("li", {}, disc, "children without a place, " + state.need.toUpperCase() + ": " + run.name)); }
    find("legend").replaceChildren(...legend);
    find("map-caption").textContent = (state.region || "All regions") + ": bids of the two plans" + (state.need ? " over children without a place" : "");
  }

  // Need: by region, and of a part by authority.
  function needRows() {
    const part = state.region || state.text.trim();
    const column = (name) => data.columns.area.findIndex((one) => one[0] === name);
    if (part) {
      return data.areas.map((area, at) => ({ area, at }))
        .filter(({ area }) => (!state.region || data.regions[area[2]] === state.region) && matches([area[0], area[1]]))
        .map(({ area, at }) => {
          const cells = [state.a, state.b].map((run) => run.areas[at]);
          return { name: area[1], key: area[0], cells, lacks: cells, percent: null };
        });
    }
    return data.regions.map((name, region) => {
      const without = [state.a, state.b].map((run) => {
        const own = run.areas.filter((cells, at) => data.areas[at][2] === region).map((cells) => exact(cells[column("children_without_place")]) || 0);
        return data.columns.area.map((one, at) => (at === column("children_without_place") ? own.reduce((all, more) => all + more, 0) : null));
      });
      return { name, key: name, cells: [state.a, state.b].map((run) => run.regions[name]), lacks: without, percent: true };
    });
  }
  function drawNeed() {
    const table = find("need-table");
    const rows = needRows();
    const isRegion = rows.some((own) => own.percent);
    const told = isRegion ? "region" : "area";
    const groups = [["", 1], ["Children in need", 2], ["Well-located places", 3], ["Children without a place", 3], ["", 1]].concat(isRegion ? [["% of need met", 2]] : []);
    const pair = [["A", "n"], ["B", "n"]];
    const columns = [[isRegion ? "Region" : "Authority", ""], ...pair, ...pair, ["Change", "n"], ...pair, ["Change", "n"], ["Without a place: A hollow, B filled", ""], ...(isRegion ? pair : [])];
    headings(table, groups, columns);
    const parts = rows.map((own) => {
      const lacks = beside("area", "children_without_place", own.key, own.lacks);
      return { own, children: beside(told, "children", own.key, own.cells), well: beside(told, "well_located_places", own.key, own.cells), lacks };
    });
    const most = Math.max(1, ...parts.flatMap(({ lacks }) => lacks.of));
    const lines = parts.map(({ own, children, well, lacks }) => {
      const bar = bars(lacks.of[0], lacks.of[1], most, own.name + ": without a place " + lacks.of[0] + " in A and " + lacks.of[1] + " in B");
      const met = own.percent ? beside("region", "met_percent", own.key, own.cells) : null;
      return row(own.name, children.a, children.b, well.a, well.b, well.more, lacks.a, lacks.b, lacks.more, bar, ...(met ? [met.a, met.b] : []));
    });
    find("need-table-caption").textContent = "Need by " + (isRegion ? "region" : "authority") + ": A is " + state.a.name + ", B is " + state.b.name;
    bodies(table, html("tbody", {}, ...(lines.length ? lines : [html("tr", {}, html("td", { colspan: 10 }, "No authority has this name."))])));
  }

  function drawYears() {
    const table = find("years");
    const years = Array.from(new Set([state.a, state.b].flatMap((run) => Object.keys(run.years)))).sort();
    const pair = [["A", "n"], ["B", "n"]];
    headings(table, [["", 1], ["DfE spend, £m", 3], ["", 1], ["Projects opening", 2], ["Places added", 2]],
      [["Financial year", ""], ...pair, ["Change", "n"], ["Spend: A hollow, B filled", ""], ...pair, ...pair]);
    const parts = years.map((year) => {
      const cells = [state.a, state.b].map((run) => run.years[year]);
      const of = (column) => beside("year", column, year, cells);
      return { year, spend: of("dfe_spend_gbp"), open: of("projects_opening"), added: of("additional_likely") };
    });
    const most = Math.max(1, ...parts.flatMap(({ spend }) => spend.of));
    const lines = parts.map(({ year, spend, open, added }) => {
      const bar = bars(spend.of[0], spend.of[1], most, year + ": £" + shownAs("m", spend.of[0]) + "m in A and £" + shownAs("m", spend.of[1]) + "m in B");
      return row(year, spend.a, spend.b, spend.more, bar, open.a, open.b, added.a, added.b);
    });
    find("years-caption").textContent = "What the whole of each plan spends and opens in each financial year: A is " + state.a.name + ", B is " + state.b.name;
    bodies(table, html("tbody", {}, ...lines));
  }

  // The sentences above all.
  function say(all) {
    const at = (name) => data.columns.measure.findIndex((one) => one[0] === name);
    const [places, cost] = ["well_located_places", "dfe_cost_gbp"].map((name) => [state.a, state.b].map((run) => run.numbers[at(name)]));
    const own = (kind, run, cell, name) => number(kind, cell, [run, "headline", name, "this_plan"]);
    const more = (kind, [a, b], unit) => {
      const by = change(kind, a, b);
      if (typeof by === "string" || /^-?[0.]+$/.test(by.textContent)) { return ["the same"]; }
      const word = by.textContent.startsWith("-") ? " less" : " more";
      by.textContent = by.textContent.replace(/^[+-]/, "");
      return kind === "m" ? ["£", by, "m" + word] : [by, by.value.startsWith("-") ? " fewer" : " more"];
    };
    const first = html("p", {}, html("strong", {}, "B, ", id(state.b.name), ","), " has ", own("h", state.b, places[1], "well_located_places"), " well-located places, ", ...more("h", places), " than ",
      html("strong", {}, "A, ", id(state.a.name)), " (", own("h", state.a, places[0], "well_located_places"), "). It costs £", own("m", state.b, cost[1], "dfe_cost_gbp"), "m, ", ...more("m", cost), ".");
    const count = (mark) => all.filter((one) => one.mark === mark).length;
    const part = [state.line && data.lines.find((line) => line[0] === state.line)[1], state.region, state.text.trim() && "“" + state.text.trim() + "”"].filter(Boolean);
    const second = html("p", {}, part.length ? "Of " + part.join(", ") + ": " : "", ...counted(count("only-b"), "bid is", "bids are"), " in B alone, ", html("data", { value: count("only-a"), "data-sum": "bids" }, grouped(count("only-a"))), " in A alone, ",
      html("data", { value: count("other"), "data-sum": "bids" }, grouped(count("other"))), " in both but done in another way, and ", html("data", { value: count("both"), "data-sum": "bids" }, grouped(count("both"))), " in both.");
    const standing = ["b", "a"].map((letter) => {
      const run = state[letter];
      return letter.toUpperCase() + " is " + run.state + (run.broken ? " and breaks " + run.broken + (run.broken === 1 ? " rule" : " rules") : "");
    });
    const same = html("p", {}, "A and B are the same run: choose another.");
    find("said").replaceChildren(...(state.a === state.b ? [same] : [first, second, html("p", { class: "notes" }, standing.join("; ") + ".")]));
  }

  // The frontier.
  function frontierShown() {
    const own = data.frontiers.find((line) => line.runs.some(([run]) => data.runs[run] === state.b));
    return data.frontiers.find((line) => line.name === state.frontier) || own || data.frontiers[0];
  }
  function drawFrontier() {
    if (!data.frontiers.length) { return; }
    const line = frontierShown();
    const at = line.runs.findIndex(([run]) => data.runs[run] === state.b);
    const slider = find("setting");
    slider.max = line.runs.length - 1;
    if (at >= 0) { slider.value = at; }
    find("frontier").value = line.name;
    const told = at < 0 ? "B is not on this frontier: move the slider to choose a setting" : line.over + " " + line.runs[at][1];
    slider.setAttribute("aria-valuetext", told);
    const name = "well_located_places";
    const place = data.columns.measure.findIndex((one) => one[0] === name);
    const places = at < 0 ? [] : [": ", number("h", state.b.numbers[place], [state.b, "headline", name, "this_plan"]), " well-located places, " + state.b.state];
    find("at").replaceChildren(told, ...places);
    const values = line.runs.map(([run]) => exact(data.runs[run].numbers[place]));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const spot = (value, step) => [Math.round(20 + 960 * step / Math.max(1, values.length - 1)), Math.round(90 - 80 * (value - least) / Math.max(1, most - least))];
    const curve = find("curve");
    curve.setAttribute("viewBox", "0 0 1000 100");
    curve.replaceChildren(svg("polyline", { points: values.map((value, step) => spot(value, step).join(",")).join(" ") }),
      ...values.map((value, step) => {
        const [cx, cy] = spot(value, step);
        return svg("circle", { cx, cy, r: step === at ? 8 : 5, class: step === at ? "own" : "" }, svg("title", {}, line.over + " " + line.runs[step][1] + ": " + shownAs("h", value)));
      }));
  }

  function draw() {
    const all = bids();
    ["line", "region", "text", "show", "need"].forEach((id) => { if (find(id).value !== state[id]) { find(id).value = state[id]; } });
    ["a", "b"].forEach((id) => { find(id).value = state[id].name; });
    say(all);
    drawFrontier();
    drawFigures();
    drawMap(all);
    drawBids(all);
    drawNeed();
    drawYears();
  }
  function chosen(changes) {
    Object.assign(state, changes);
    write();
    draw();
  }
  const option = (value, words) => html("option", { value }, words);
  function begin() {
    const runs = () => data.runs.map((run) => option(run.name, run.name));
    ["a", "b"].forEach((id) => {
      find(id).append(...runs());
      find(id).addEventListener("change", (event) => chosen({ [id]: runNamed(event.target.value, state[id]) }));
    });
    find("line").append(option("", "all lines"), ...data.lines.map(([id, name]) => option(id, name)));
    find("region").append(option("", "all regions"), ...data.regions.map((name) => option(name, name)));
    ["line", "region", "show", "need"].forEach((id) => find(id).addEventListener("change", (event) => chosen({ [id]: event.target.value })));
    find("text").addEventListener("input", (event) => chosen({ text: event.target.value }));
    find("swap").addEventListener("click", () => chosen({ a: state.b, b: state.a }));
    find("controls").addEventListener("submit", (event) => event.preventDefault());
    if (data.frontiers.length) {
      find("frontier").append(...data.frontiers.map((line) => option(line.name, line.name + " (" + line.over + ")")));
      find("of-frontier").hidden = data.frontiers.length < 2;
      find("frontier").addEventListener("change", (event) => chosen({ frontier: event.target.value }));
      find("setting").addEventListener("input", (event) => {
        const line = frontierShown();
        chosen({ frontier: line.name, b: data.runs[line.runs[Number(event.target.value)][0]] });
      });
    }
    // A jump within the page must not take the place of what is chosen.
    find("skip").addEventListener("click", (event) => { event.preventDefault(); find("main").focus(); });
    window.addEventListener("hashchange", () => { clearTimeout(settling); read(); draw(); });
    read();
    find("view").hidden = false;
    find("plain").hidden = true;
    draw();
  }
  if (data.runs.length) { begin(); }
})();
