/**
 * The modules that `compileTemplates` writes to `build/templates`. They exist after the first
 * compile only; with this declaration types can be checked before it too.
 */
declare module '*/build/templates/confirm' {
  const template: object;
  export default template;
}
declare module '*/build/templates/alert' {
  const template: object;
  export default template;
}
declare module '*/build/templates/digest' {
  const template: object;
  export default template;
}
