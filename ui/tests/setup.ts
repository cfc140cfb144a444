// What happy-dom lacks of a browser, for component tests.
