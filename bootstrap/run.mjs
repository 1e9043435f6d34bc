// Entry of every npm script: `node bootstrap/run.mjs FILE.ts [arguments]`.
// Written so that even a very old Node can read it and say what it lacks; everything else is in main.mjs.
const major = Number(process.versions.node.split('.')[0]);

if (major < 20) {
  console.error(
    '需要 Node.js 20 或更高版本，当前是 ' + process.version + '。请从 https://nodejs.org 安装。\n' +
      'Node.js 20 or newer is needed; this is ' + process.version + '. Get it from https://nodejs.org.',
  );
  process.exit(1);
}

import('./main.mjs').then(
  function (main) {
    return main.run(process.argv.slice(2));
  },
).catch(function (error) {
  console.error(error && error.isExpected ? error.message : error);
  process.exit(1);
});
