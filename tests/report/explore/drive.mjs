// Opens a page in chromium and works it by its keyboard alone; what is then on the page goes to standard output as JSON.
//
//     node drive.mjs CHROMIUM PAGE.html PROFILE [AXE.js]
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const [browser, file, profile, axe] = process.argv.slice(2);
const child = spawn(browser, ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--window-size=1280,900"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const [into, out] = [child.stdio[3], child.stdio[4]];
const waiting = new Map();
const heard = [];
let last = 0;
let session;
let rest = "";
let loaded = () => {};
out.on("data", (bytes) => {
  rest += bytes;
  for (let end = rest.indexOf("\0"); end >= 0; end = rest.indexOf("\0")) {
    const message = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    if (message.id) {
      const { yes, no } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) { no(new Error(message.error.message)); } else { yes(message.result); }
    } else if (message.method === "Page.loadEventFired") {
      loaded();
    } else if (["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].includes(message.method)) {
      heard.push(JSON.stringify(message.params));
    }
  }
});
function ask(method, params = {}) {
  last += 1;
  const id = last;
  into.write(JSON.stringify({ id, method, params, ...(session ? { sessionId: session } : {}) }) + "\0");
  return new Promise((yes, no) => waiting.set(id, { yes, no }));
}
async function evaluate(expression) {
  const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) { throw new Error(JSON.stringify(exceptionDetails)); }
  return result.value;
}
async function opened(url) {
  const done = new Promise((yes) => { loaded = yes; });
  await ask("Page.navigate", { url });
  await done;
}
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
  if (!axe) { return; }
  await evaluate(readFileSync(axe, "utf8") + "; undefined");
  const found = await evaluate(`axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations.map((one) => one.id + ": " + one.help + " " + one.nodes.map((node) => node.html).join(" ").slice(0, 300)))`);
  problems.push(...found.map((one) => when + ": " + one));
}

try {
  const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
  session = (await ask("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  for (const domain of ["Page", "Runtime", "Log"]) { await ask(domain + ".enable"); }
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
    await ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
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
  child.kill();
}
