// What was chosen for one answer and holds for the next: the tab, and of each table its columns and its order.

export interface TableChoice {
  /** Null: those shown by themselves. */
  columns: string[] | null;
  sort: string;
  descending: boolean;
}

const tables = new Map<string, TableChoice>();

export const choices = {
  /** The last tab that was clicked, or empty. */
  tab: "",
  table: (key: string): TableChoice => tables.get(key) ?? { columns: null, sort: "", descending: false },
  keepTable: (key: string, choice: TableChoice): void => void tables.set(key, choice),
  forget(): void {
    choices.tab = "";
    tables.clear();
  },
};
