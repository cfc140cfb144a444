// Rows of one height in a pane that scrolls. A web view cannot make an element of more than some 33 million pixels, so
// beyond a cap the bar stands for more than it is high: small movements move the rows by as much, large ones in proportion.

/** The most that is made of an element's height. */
export const CAP = 8_000_000;

export interface Extent {
  /** Height of all rows. */
  whole: number;
  /** Height of the pane. */
  pane: number;
}

/** How high the element is that scrolls. */
export const barHeight = ({ whole }: Extent): number => Math.min(whole, CAP);

const reach = (extent: Extent) => Math.max(0, extent.whole - extent.pane);
const barReach = (extent: Extent) => Math.max(0, barHeight(extent) - extent.pane);

/** Where the rows are for a place of the bar, and back. */
export function rowsAt(bar: number, extent: Extent): number {
  const most = barReach(extent);
  return most ? (bar / most) * reach(extent) : 0;
}
export function barAt(rows: number, extent: Extent): number {
  const most = reach(extent);
  return most ? (rows / most) * barReach(extent) : 0;
}

/** Where the rows are after the bar went from one place to another. */
export function moved(rows: number, from: number, to: number, extent: Extent): number {
  if (barHeight(extent) >= extent.whole) return to;
  const by = to - from;
  const atEnd = to <= 0 || to >= barReach(extent) - 1;
  if (Math.abs(by) > extent.pane || (atEnd && Math.abs(rowsAt(to, extent) - rows) <= extent.pane)) {
    return rowsAt(to, extent);
  }
  return Math.max(0, Math.min(rows + by, reach(extent)));
}

/** The rows to draw: those in sight, and some on each side so that scrolling does not uncover nothing. */
export function drawn(rows: number, pane: number, rowHeight: number, total: number, overscan: number) {
  const first = Math.max(0, Math.floor(rows / rowHeight) - overscan);
  const end = Math.min(total, Math.ceil((rows + pane) / rowHeight) + overscan);
  return { first, count: Math.max(0, end - first) };
}

/** Where the rows have to be for one of them to be in sight: as they are, if it is; `centre` puts it in the middle. */
export function toShow(position: number, rows: number, extent: Extent, rowHeight: number, centre: boolean): number {
  const [top, bottom] = [position * rowHeight, (position + 1) * rowHeight];
  if (top >= rows && bottom <= rows + extent.pane) return rows;
  const middle = top - (extent.pane - rowHeight) / 2;
  const wanted = centre ? middle : top < rows ? top : bottom - extent.pane;
  return Math.max(0, Math.min(wanted, reach(extent)));
}
