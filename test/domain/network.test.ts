import { networkOf } from '../../lambdas/domain/network';

describe('the network of an IP address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    [' 203.0.113.255 ', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::ffff:cb00:714d', '203.0.113.0/24'],
    ['0:0:0:0:0:ffff:203.0.113.77', '203.0.113.0/24'],
    ['0000:0000:0000:0000:0000:FFFF:cb00:714d', '203.0.113.0/24'],
    ['2001:db8:7:1::1', '2001:db8:7::/48'],
    ['2001:0DB8:0007:ffff:1:2:3:4', '2001:db8:7::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    '',
    'unknown',
    '1.2.3',
    'a:b',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '::gggg',
    '1:2:3:4:5:6:7:8::',
  ])('is unknown for what is no IP address: "%s"', (text) => {
    expect(networkOf(text)).toBe('unknown');
  });
});
