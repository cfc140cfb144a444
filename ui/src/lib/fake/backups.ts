// Backups, invented: of each kind there is one, and one that cannot be read.
import type { BackupBackend } from "../backend";
import type { BackupView, ErrorView } from "../bindings";
import { FakeRotation } from "./rotation";

const HOUR = 3_600_000;
const names = ["Pivot field notices", "Support APIs", "CX Cloud", "Smart Bonding", "Console", "Partner server"];

function invented(hours: number, reason: BackupView["reason"], integrations: string[] | null, exchanges: number) {
  const atMs = Date.now() - hours * HOUR;
  return { id: `gatepass-${atMs}-${reason}`, atMs, reason, bytes: 98_304, integrations, exchanges };
}

export abstract class FakeBackups extends FakeRotation implements BackupBackend {
  /** Why the data cannot be opened; null if it can. */
  unopened: ErrorView | null = null;
  /** Whether other data could be put in its place. */
  replaceable = true;
  backupList: BackupView[] = [
    invented(0, "daily", names, 1204),
    invented(25, "beforeRestore", names.slice(0, 1), 0),
    invented(49, "daily", null, 0),
    invented(74, "beforeUpdate", names.slice(0, 5), 310),
  ];

  backups = () =>
    this.answer("backups", [], () => ({ backups: structuredClone(this.backupList), replaceable: this.replaceable }));
  restoreBackup = (id: string) => this.answer("restoreBackup", [id], () => this.#opened(), 8);
  startEmpty = () => this.answer("startEmpty", [], () => this.#opened());
  openAgain = () =>
    this.answer("openAgain", [], () => {
      if (this.unopened) throw this.unopened;
    });

  #opened(): void {
    this.unopened = null;
  }
}
