/** The message of the log line that raises the alarm `Feeds`. */
export const FEED_ALARM_MESSAGE = 'feed needs attention';
