// Files that the build puts into a bundle as text.
declare module "*.py" {
  const text: string;
  export default text;
}
declare module "*/matplotlibrc" {
  const text: string;
  export default text;
}
