// Opens a page in chromium and works it by its keyboard alone; what is then on the page goes to standard output as JSON.
//
//     node drive.mjs CHROMIUM PAGE.html PROFILE [AXE.js]
import { begun, kept_out, widened } from "../chromium.mjs";

const [browser, file, profile, axe] = process.argv.slice(2);
const chromium = await begun(browser, profile);
const { ask, evaluate, opened, heard } = chromium;
const KEYS = { Tab: 9, Enter: 13, " ": 32, End: 35, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
async function press(key, times = 1) {
  for (let count = 0; count < times; count += 1) {
    const text = { Enter: "\r", " ": " " }[key] || (KEYS[key] ? undefined : key);
    const code = KEYS[key] || key.toUpperCase().charCodeAt(0);
    await ask("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key, code: key === " " ? "Space" : key, windowsVirtualKeyCode: code, ...(text ? { text } : {}) });
    await ask("Input.dispatchKeyEvent", { type: "keyUp", key, code: key === " " ? "Space" : key, windowsVirtualKeyCode: code });
  }
}
async function reach(id) {
  for (let count = 0; count < 60; count += 1) {
    if (await evaluate("document.activeElement.id") === id) { return; }
    await press("Tab");
  }
  throw new Error("no key leads to " + id);
}
const LOOK = `(() => ({
  hash: location.hash,
  numbers: Array.from(document.querySelectorAll("data[data-run]")).map((one) => [one.dataset.run, one.dataset.of, one.dataset.row, one.dataset.column, one.value, one.textContent]),
  bids: Object.fromEntries(Array.from(document.querySelectorAll("#bids tbody[data-mark]")).map((body) => [body.dataset.mark, { sums: Array.from(body.querySelectorAll("data[data-sum]")).map((one) => [one.dataset.sum, one.value]), rows: body.rows.length - 1 }])),
  changes: Array.from(document.querySelectorAll("#figures tbody tr")).map((row) => Array.from(row.querySelectorAll("data")).map((one) => one.value)),
  marks: ["both", "other", "only-a", "only-b"].map((mark) => document.querySelectorAll("#map ." + mark).length),
  text: document.getElementById("view").textContent,
  focus: document.activeElement.id,
  wide: document.documentElement.scrollWidth - innerWidth
}))()`;
const steps = {};
// The address is written once the choices have settled.
const SETTLED = 500;
const look = async (name) => {
  await new Promise((yes) => setTimeout(yes, SETTLED));
  steps[name] = await evaluate(LOOK);
};
const problems = [];
async function accessible(when) {
  if (axe) { problems.push(...(await kept_out(chromium, axe)).map((one) => when + ": " + one)); }
}

try {
  await opened("file://" + file);
  await look("first");
  await accessible("first");
  await reach("a");
  await press("ArrowDown");
  await look("a chosen");
  await reach("b");
  await press("ArrowDown", 13);
  await look("b chosen");
  await reach("swap");
  await press("Enter");
  await look("swapped");
  await reach("setting");
  await press("End");
  await press("ArrowLeft", 2);
  await look("slid");
  await reach("line");
  await press("ArrowDown", 2);
  await look("line");
  await press("ArrowUp", 2);
  await reach("region");
  await press("ArrowDown", 7);
  await look("region");
  await reach("text");
  for (const letter of "south") { await press(letter); }
  await reach("show");
  await press("ArrowDown");
  await look("part");
  await accessible("part");
  const address = await evaluate("location.href");
  await opened("about:blank");
  await opened(address);
  await look("again");
  for (const width of [400, 800]) {
    await widened(chromium, width);
    await look("at " + width);
    await accessible("at " + width);
  }
  await ask("Emulation.clearDeviceMetricsOverride");
  await opened("about:blank");
  await opened("file://" + file + "#show=all");
  // Each choice is made eight times; the quickest tells what the page takes and not what else the machine did.
  // So many choices in so short a time must not make the browser complain either.
  const times = await evaluate(`(() => {
    const select = document.getElementById("b");
    const least = new Map();
    for (let round = 0; round < 8; round += 1) {
      Array.from(select.options).forEach((option) => {
        const began = performance.now();
        select.value = option.value;
        select.dispatchEvent(new Event("change"));
        document.body.getBoundingClientRect();
        const took = performance.now() - began;
        least.set(option.value, Math.min(took, least.get(option.value) || Infinity));
      });
    }
    return Array.from(least.values());
  })()`);
  process.stdout.write(JSON.stringify({ steps, heard, problems, times }));
} finally {
  chromium.end();
}
