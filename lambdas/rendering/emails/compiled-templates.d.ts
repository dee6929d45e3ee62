/**
 * The modules that `compileTemplates` writes to `build/templates`. Declared here so that types can be
 * checked before the first compile.
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
declare module '*/build/templates/notice' {
  const template: object;
  export default template;
}
declare module '*/build/templates/answer' {
  const template: object;
  export default template;
}
declare module '*/build/templates/issue' {
  const template: object;
  export default template;
}
