/**
 * A certificate for `localhost`, signed by itself and good until 2126, and its key: nobody trusts it, and nothing but
 * tests on this machine's own addresses shows it.
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqW00bV+u5CISm32l
aGHLlzLiata41xHkmwWtYgyZHpShRANCAAQ6mvdJ4v1j3C1uGx+ybNT/Wx6ezVkW
CpK0W682VygW1JOH1c7bvSXkEwGOB5eIbQ8KPXhQj9baqND9QLTyhTpn
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUZuAiL1Fp9BZxrUlqMJmplru38p4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTE5MTE0NFoYDzIxMjYxMTAx
MTkxMTQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ6mvdJ4v1j3C1uGx+ybNT/Wx6ezVkWCpK0W682VygW1JOH1c7bvSXk
EwGOB5eIbQ8KPXhQj9baqND9QLTyhTpno28wbTAdBgNVHQ4EFgQUxKHxk7N0xm+W
QkiZAK54buV00vcwHwYDVR0jBBgwFoAUxKHxk7N0xm+WQkiZAK54buV00vcwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAMsOX/2xJXU5z1qNuBt42ivCOpo+uHreB3WNqIgllGF9AiEA
0iXwlkr0A3FIMoD3uegVOgZ0nBiINvThurMkYOSnAJk=
-----END CERTIFICATE-----
`,
} as const;
