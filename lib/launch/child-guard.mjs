/**
 * Loaded before the program of every child. A launcher that was killed cannot say goodbye, its channel just closes:
 * that counts as SIGTERM from the first moment on, also while the program is still starting.
 */
const patienceMs = 10_000;

function follow() {
  setTimeout(() => process.exit(1), patienceMs).unref();
  process.kill(process.pid, "SIGTERM");
}

process.on("disconnect", follow);
process.channel?.unref();
if (process.connected === false) follow(); // it closed before this line: the event will not come again
