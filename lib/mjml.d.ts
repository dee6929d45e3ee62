/** The part of mjml 5 that we use. The package ships no types. */
declare module 'mjml' {
  interface MjmlOptions {
    filePath: string;
    ignoreIncludes: boolean;
    validationLevel: 'strict' | 'soft' | 'skip';
    keepComments: boolean;
    fonts: Record<string, string>;
  }
  export default function mjml2html(
    mjml: string,
    options: MjmlOptions,
  ): Promise<{ html: string; errors: { formattedMessage: string }[] }>;
}
