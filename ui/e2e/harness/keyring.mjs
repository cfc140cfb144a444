// Looks into the world's real keyring with a tool that is not ours.

/** Every secret that Gatepass keeps there, as text. */
export async function secretsInKeyring(world) {
  // secret-tool prints attributes to stderr and the rest to stdout, `secret = …` on a line of its own.
  const printed = await world.run("secret-tool", ["search", "--all", "--unlock", "service", "Gatepass"]);
  return [...printed.matchAll(/^secret = (.*)$/gm)].map(([, text]) => JSON.parse(text).secret);
}
