import type { Browser } from 'playwright-core';
import { aBriefing, aBriefingOnGazaAid, aBriefingOnHezbollah } from '../../support/briefings';
import { startBrowser } from '../../support/browser';
import { advanceClock } from '../../support/clock';
import { startServer, type TestServer } from '../../support/http-server';
import { type Journey, startJourney } from '../../support/journey';
import { Reader, type Way } from '../reader';
import { describeArchive } from './archive';
import { describeEmbeddedForm } from './embedded-form';
import { describeLeaving } from './leaving';
import { describeManaging } from './managing';
import { describeOwnData } from './own-data';
import { describeSigningUp } from './signing-up';

/** The setting takes http only from this machine by its name. */
const originOf = ({ port }: TestServer) => `http://localhost:${port}`;

/** Every journey, in one way. A way has its own service: in one for all, the readers of each would get the emails of the others. */
export function describeJourneys(way: Way): void {
  describe(way.name, () => {
    let journey: Journey;
    let browser: Browser;
    let embeddingSite: TestServer;
    let embeddingPage = '';
    beforeAll(async () => {
      embeddingSite = await startServer((_request, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(embeddingPage);
      });
      [journey, browser] = await Promise.all([
        startJourney({ formOrigins: originOf(embeddingSite) }),
        startBrowser(),
      ]);
      await journey.publish(
        aBriefingOnGazaAid({ id: 'rafah' }),
        aBriefingOnHezbollah({ id: 'border' }),
        // Enough for all tests: 'Gaza aid' must not match so large a share that it is too broad.
        ...Array.from({ length: 98 }, (_, index) =>
          aBriefing({ id: `other-${index}`, title: 'A harvest festival' }),
        ),
      );
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await journey.stop();
      await embeddingSite.stop();
    });

    /** Another site with this page, which `formOrigins` names. */
    const embedding = (html: string): string => {
      embeddingPage = html;
      return originOf(embeddingSite);
    };

    let reader: Reader;
    const theReader = () => reader;
    beforeEach(async () => {
      reader = await Reader.withBrowser(browser, journey, way);
      // The limits of sign-ups have recovered from the last test.
      advanceClock({ hours: 3 });
    });
    afterEach(() => reader.leave());

    describeSigningUp(theReader, way);
    describeEmbeddedForm(theReader, embedding);
    describeManaging(theReader);
    describeOwnData(theReader);
    describeLeaving(theReader);
    describeArchive(theReader);
  });
}
