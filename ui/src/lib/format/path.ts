// A file in a folder, written as the folder is.

export function pathOf(folder: string, file: string): string {
  const separator = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(separator) ? `${folder}${file}` : `${folder}${separator}${file}`;
}
