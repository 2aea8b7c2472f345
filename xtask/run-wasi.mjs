// run-wasi.mjs PROGRAM.wasm ARGUMENTS…: runs a WASI program without files or network and ends with
// its exit code. The tests of the shared rules are such a program.
import { readFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import { WASI } from 'node:wasi';

const [program, ...words] = argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [program, ...words], returnOnExit: true });
const module = await WebAssembly.compile(await readFile(program));
exit(wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject())));
