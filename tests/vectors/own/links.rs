//! Links: whole, repaired on the way, and damaged.

use super::*;

pub(super) fn links() -> Vec<LinkVector> {
    let f = fragment(1);
    let at = |rest: &str| format!("https://pic.example/i/7Hk2mQx9TzRv4WbN{rest}");
    let open = |link, exposed| LinkVector {
        link,
        result: "open",
        exposed,
        secret: Some(hex(&SECRET)),
        id: Some("7Hk2mQx9TzRv4WbN"),
    };
    let damaged = |link| LinkVector {
        link,
        result: "link-damaged",
        exposed: false,
        secret: None,
        id: None,
    };
    vec![
        open(at(&format!("#{f}")), false),
        open(format!("  {}\n", at(&format!("#{f}"))), false),
        open(
            format!("HTTPS://PIC.example:8443/i/7Hk2mQx9TzRv4WbN#{f}"),
            false,
        ),
        open(
            format!("http://localhost:8080/i/7Hk2mQx9TzRv4WbN#{f}"),
            false,
        ),
        open(format!("http://[::1]:8080/i/7Hk2mQx9TzRv4WbN#{f}"), false),
        open(at(&format!("?fbclid=x#{f}")), false),
        open(at(&format!("#{f}&utm_source=x")), false),
        open(at(&format!("#{f}é")), false),
        open(at(&format!("%23{f}?x=1")), true),
        open(at(&format!("%2523{f}%2529")), true),
        damaged(at(&format!("%252523{f}"))),
        damaged(at(&format!("%23{}", &f[1..]))),
        damaged(at(&format!("#%23{f}"))),
        damaged(at(&format!("#{}", fragment(2)))),
        damaged(at(&format!("#{} {}", &f[..24], &f[24..]))),
        damaged(at(&format!("/#{f}"))),
        damaged(format!("https://pic.example/b/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4Wb#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4WbNN#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4Wb0#{f}")),
        damaged(format!("https://user@pic.example/i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("ftp://pic.example/i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("javascript:alert(1)//i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged("https://".into()),
        damaged(String::new()),
    ]
}
