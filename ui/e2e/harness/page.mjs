// The page as a person meets it: things are found by role and name, clicked, and typed into.
import { Key } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";
import { byRole } from "./roles.mjs";
import { until } from "./until.mjs";

export class Page {
  /** @param {import("selenium-webdriver").WebDriver} session */
  constructor(session) {
    this.session = session;
  }

  /** Runs a function in the page, with arguments that JSON or WebDriver can carry. */
  run(script, ...args) {
    return this.session.executeScript(`return (${script}).apply(null, arguments)`, ...args);
  }

  /** Until the first answer of the backend is on screen. The window shows itself only then; hidden it has no size. */
  waitForDesk() {
    return until(
      "the window's first page",
      () => this.run(() => Boolean(document.querySelector("main h1")) && window.innerWidth > 0),
      20_000,
    );
  }

  /**
   * Everything visible of a role, by accessible name: a text is the whole name, a pattern any part of it.
   * @param {string} role
   * @param {string | RegExp} [name]
   * @param {import("selenium-webdriver").WebElement} [within]
   */
  async all(role, name, within) {
    const pattern = name instanceof RegExp ? { source: name.source, flags: name.flags } : null;
    return await this.run(byRole, role, pattern, pattern ? null : (name ?? null), within ?? null);
  }

  /** The one thing of that role and name; waits for it. The name is checked against what the web view tells a screen reader. */
  get(role, name, within, deadlineMs) {
    return until(
      `one ${role} named ${name}`,
      async () => {
        const found = await this.all(role, name, within);
        if (found.length > 1) throw new Error(`there are ${found.length}`);
        if (!found[0]) return null;
        const told = normal(await found[0].getAccessibleName());
        const same = name === undefined || (name instanceof RegExp ? name.test(told) : name === told);
        if (!same) throw new Error(`a screen reader is told “${told}”`);
        return found[0];
      },
      deadlineMs,
    );
  }

  async has(role, name, within) {
    return (await this.all(role, name, within)).length > 0;
  }

  /** A real click, once the thing is there and can take one. */
  async click(role, name, within) {
    await until(`a click on the ${role} ${name}`, async () => {
      const element = await this.get(role, name, within, 5000);
      if (!(await element.isEnabled())) throw new Error("it is disabled");
      await this.clickOn(element);
      return true;
    });
  }

  /** Scrolls it to the middle, as a person does, and clicks. WebKitWebDriver does not scroll what lies in a pane of its own. */
  async clickOn(element) {
    await this.run((it) => it.scrollIntoView({ block: "center" }), element);
    await element.click();
  }

  /** Types into a field, in place of what is in it. */
  async fill(label, text, within) {
    await this.type(await this.get("textbox", label, within), text);
  }

  async type(field, text) {
    await this.clickOn(field);
    await field.sendKeys(Key.chord(Key.CONTROL, "a"), Key.BACK_SPACE);
    // A line break is a key: as a character it is dropped.
    if (text) await field.sendKeys(text.replaceAll("\n", Key.ENTER));
  }

  /** Puts a long text into a field at once, as pasting does. */
  async put(label, text) {
    await this.run(
      (field, value) => {
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      },
      await this.get("textbox", label),
      text,
    );
  }

  /** Chooses one option of a set of radio buttons. */
  async choose(group, option) {
    await this.click("radio", option, await this.get("radiogroup", group));
  }

  /** Chooses an option of a list by what it says. */
  select(label, option) {
    // The page may draw the list anew meanwhile: then it is found again.
    return until(`to choose ${option} of “${label}”`, async () => {
      const list = new Select(await this.get("combobox", label));
      const options = await list.getOptions();
      for (const [index, each] of options.entries()) {
        const says = await each.getText();
        if (!(option instanceof RegExp ? option.test(says) : says === option)) continue;
        await list.selectByIndex(index);
        return true;
      }
      throw new Error("it has no such option");
    });
  }

  async value(label, within) {
    return (await this.get("textbox", label, within)).getAttribute("value");
  }

  /** All text on screen, as a person would read it. */
  text() {
    return this.run(() => document.body.textContent);
  }

  /** Waits until this text can be read. */
  reads(text, deadlineMs) {
    return until(`to read “${text}”`, async () => normal(await this.text()).includes(normal(text)), deadlineMs);
  }

  /** A picture of the window, in base64. */
  async picture() {
    // WebKitWebDriver takes it with the next frame that is painted: a page at rest paints none. One pixel keeps it painting.
    await this.run(() => {
      const pixel = document.body.appendChild(document.createElement("i"));
      pixel.style.cssText = "position:fixed;right:0;bottom:0;width:1px;height:1px;pointer-events:none";
      let odd = false;
      window.__painting = setInterval(() => {
        odd = !odd;
        pixel.style.background = odd ? "rgb(0 0 0 / 0.01)" : "rgb(0 0 0 / 0.02)";
      }, 30);
      window.__pixel = pixel;
    });
    try {
      return await this.session.takeScreenshot();
    } finally {
      await this.run(() => {
        clearInterval(window.__painting);
        window.__pixel.remove();
      });
    }
  }

  /** Presses a key where the focus is, with Ctrl if asked. */
  async press(key, { ctrl = false } = {}) {
    const actions = this.session.actions();
    if (ctrl) await actions.keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
    else await actions.sendKeys(key).perform();
  }
}

const normal = (text) => text.replaceAll(/\s+/g, " ").trim();
