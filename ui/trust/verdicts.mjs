// Reads what checks print, and counts: a check passes if it says what it found and its test is green.
const TOLD = /^(?:# )?trust \| (?<check>[^|]+) \| (?<figure>[^|]+) \| (?<control>[^|]+)$/;
/** Of cargo, "test a::b ... ok"; what a test prints may stand between. Of node, "not ok 1 - name". */
const RUST = /^test (?<name>\S+) \.\.\.(?<rest>.*)$/;
const RUST_END = /^(?<end>ok|FAILED)$/;
const NODE_FAILED = /^\s*not ok \d+ - (?<name>.*)$/;

export class Verdicts {
  /** What the checks found. */
  told = [];
  /** All lines, for whoever has to find out why. */
  log = [];
  passed = 0;
  failed = 0;
  #test = "";
  #before = 0;

  read(line) {
    this.log.push(line);
    const told = TOLD.exec(line)?.groups;
    const begun = RUST.exec(line)?.groups;
    const failed = NODE_FAILED.exec(line)?.groups;
    if (told) this.#tell(told);
    else if (begun) this.#begin(begun);
    else if (RUST_END.test(line)) this.#end(line === "ok");
    else if (failed) this.#fail(failed.name);
  }

  /** Something went wrong that no check said. */
  unsound(why) {
    if (!this.failed) this.#fail(why);
  }

  #tell({ check, figure, control }) {
    this.told.push({ check, figure, control });
    this.passed += 1;
    console.log(`passed  ${check}: ${figure}. Control: ${control}`);
  }

  #begin({ name, rest }) {
    this.#test = name;
    this.#before = this.told.length;
    if (/\b(ok|FAILED)$/.test(rest)) this.#end(rest.endsWith("ok"));
  }

  #end(green) {
    if (!this.#test) return;
    const silent = this.told.length === this.#before;
    if (!green || silent) {
      // What it told before it failed does not count.
      this.passed -= this.told.splice(this.#before).length;
      this.#fail(green ? `${this.#test} did not say what it found` : this.#test);
    }
    this.#test = "";
  }

  #fail(name) {
    this.failed += 1;
    console.log(`FAILED  ${name}`);
  }
}
