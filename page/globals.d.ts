// What esbuild makes of files that are no scripts: the address they are served at.
declare module '*.ftl' {
  const address: string;
  export default address;
}
declare module '*.wasm' {
  const address: string;
  export default address;
}
