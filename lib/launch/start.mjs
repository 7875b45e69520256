// The first file of every command: it must parse on any Node, to be able to say which one is needed.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    "Banguard needs Node 20.19 or newer; this is " + process.versions.node + ".\n",
  );
  process.exit(1);
}

void import("./commands.mjs").then((commands) => commands.main(process.argv.slice(2)));
