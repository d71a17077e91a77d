// Opens a page in chromium, with what is complained of and what keeps people out of it.
//
//     node chromium.mjs CHROMIUM AXE.js PROFILE PAGE.html...
//
// says as JSON what axe finds in each page, on the screen and in print, at each width.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/// A browser with a page in it.
export async function begun(browser, profile) {
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
  const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
  session = (await ask("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  for (const domain of ["Page", "Runtime", "Log"]) { await ask(domain + ".enable"); }
  return { ask, evaluate, opened, heard, end: () => child.kill() };
}

/// What keeps people out of what is on the page, one line for each rule that is broken.
export async function kept_out({ evaluate }, axe) {
  await evaluate(readFileSync(axe, "utf8") + "; undefined");
  return evaluate(`axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations.map((one) => one.id + ": " + one.help + " " + one.nodes.map((node) => node.html).join(" ").slice(0, 300)))`);
}

/// The width of a window.
export function widened({ ask }, width) {
  return ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [browser, axe, profile, ...pages] = process.argv.slice(2);
  const page = await begun(browser, profile);
  const [problems, wide] = [[], []];
  try {
    for (const file of pages) {
      for (const media of ["screen", "print"]) {
        await page.ask("Emulation.setEmulatedMedia", { media });
        for (const width of [400, 800, 1280]) {
          await widened(page, width);
          await page.opened("file://" + file);
          problems.push(...(await kept_out(page, axe)).map((one) => file + ", " + media + " at " + width + ": " + one));
          const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          if (media === "screen" && over > 0) { wide.push(file + " at " + width + ": " + over); }
        }
      }
    }
    process.stdout.write(JSON.stringify({ problems, wide, heard: page.heard }));
  } finally {
    page.end();
  }
}
