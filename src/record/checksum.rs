//! The checksum of everything that is kept or carried: whether a text is still what was written. And its digits.
//!
//! Uses: nothing. Used by: `record`.

/// CRC-32 (IEEE 802.3) of some bytes. By hand: a table would be larger than what it saves.
pub fn crc32(parts: &[&str]) -> u32 {
    let mut crc = u32::MAX;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    !crc
}

/// A number in hexadecimal digits, at least so many. By hand: the formatting of the standard library is larger.
pub fn hex(mut number: u64, least: usize) -> String {
    let mut digits = String::new();
    while number > 0 || digits.len() < least {
        // The remainder is a digit.
        let digit = (number & 15) as u8;
        digits.insert(0, char::from(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }));
        number >>= 4;
    }
    digits
}

/// The number that [`hex`] wrote, and nothing else.
pub fn unhex(digits: &str) -> Option<u64> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let plain = (1..=15).contains(&digits.len()) && (digits.len() == 1 || !digits.starts_with('0'));
    let number = digits.bytes().try_fold(0, |number, digit| Some(number << 4 | u64::from(value(digit)?)));
    number.filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn it_is_the_crc_of_the_standard() {
        assert_eq!(crc32(&["1234", "56789"]), 0xcbf4_3926);
    }
}
