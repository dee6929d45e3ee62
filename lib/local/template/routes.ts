import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

export interface RouteDefinition {
  /** `POST /api/briefings`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
}

const apiSchema = z.strictObject({ Name: ignored, ProtocolType: z.literal('HTTP') });

const integrationSchema = z.strictObject({
  ApiId: ignored,
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

const routeSchema = z.strictObject({
  ApiId: ignored,
  RouteKey: z.string(),
  // Requests are not signed locally, so routes with IAM authorization are open.
  AuthorizationType: z.enum(['NONE', 'AWS_IAM']),
  Target: z.string().startsWith('integrations/'),
});

export function parseRoutes(template: ResolvableTemplate): RouteDefinition[] {
  parseResources(template, 'AWS::ApiGatewayV2::Api', apiSchema);
  const functionArns = new Map(
    parseResources(template, 'AWS::ApiGatewayV2::Integration', integrationSchema).map(
      ({ logicalId, properties }) => [`integrations/${logicalId}`, properties.IntegrationUri],
    ),
  );
  return parseResources(template, 'AWS::ApiGatewayV2::Route', routeSchema).map(
    ({ logicalId, properties }) => {
      const functionArn = functionArns.get(properties.Target);
      if (!functionArn) throw new Error(`The route ${logicalId} has no integration.`);
      return { routeKey: properties.RouteKey, functionArn };
    },
  );
}
