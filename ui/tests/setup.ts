// What happy-dom lacks of a browser, and what one test must not leave to the next.
import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";

Element.prototype.scrollIntoView ??= () => {};

afterEach(() => cleanup());
