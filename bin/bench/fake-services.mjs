// Answers every request as SES and SQS would, as fast as it can. It is a process of its own, so that
// its CPU time is not measured. It prints its port.
import { createServer } from 'node:http';

const ACCEPTED =
  '<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';

const server = createServer((request, response) => {
  const isSqs = String(request.headers['content-type']).includes('json');
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': isSqs ? 'application/x-amz-json-1.0' : 'text/xml' });
    response.end(isSqs ? '{}' : ACCEPTED);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('disconnect', () => process.exit());
