//! Files as people send them, good and bad.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, dictionary};

/// What no file that is kept may have in it.
pub(crate) const CANARY: &str = "39.9042N 116.4074E canary";

/// A white picture with a red corner at the top left.
pub(crate) fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 && y < height / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([255, 255, 255])
        }
    })
}

/// A picture in a format.
pub(crate) fn in_format(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone())
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

/// A small picture as JPEG.
pub(crate) fn jpeg() -> Vec<u8> {
    in_format(&picture(60, 40), ImageFormat::Jpeg)
}

/// A JPEG as a camera makes it that was held upright: with where, by whom and how it was held (Exif
/// 2.32: orientation 6 is a quarter turn to the right).
pub(crate) fn from_camera(jpeg: &[u8]) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: usize, value: u32| {
        let mut entry = Vec::new();
        entry.extend(tag.to_le_bytes());
        entry.extend(kind.to_le_bytes());
        entry.extend(u32::try_from(count).unwrap().to_le_bytes());
        entry.extend(value.to_le_bytes());
        entry
    };
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend(entry(0x010e, 2, CANARY.len(), 8 + 2 + 36 + 4 + 18));
    tiff.extend(entry(0x0112, 3, 1, 6));
    tiff.extend(entry(0x8825, 4, 1, 8 + 2 + 36 + 4));
    tiff.extend([0; 4]);
    // The place: north.
    tiff.extend(b"\x01\0");
    tiff.extend(entry(0x0001, 2, 2, u32::from_le_bytes(*b"N\0\0\0")));
    tiff.extend([0; 4]);
    tiff.extend(CANARY.as_bytes());
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap();
    let (start, rest) = jpeg.split_at(2);
    let head = [b"\xff\xe1".as_slice(), &length.to_be_bytes(), b"Exif\0\0"].concat();
    [start, &head, &tiff, rest].concat()
}

/// A PNG that says it has so many pixels, and has none of them.
pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut png = in_format(&picture(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

/// The check sum of PNG (ISO/IEC 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

/// A PDF with so many pages, and whatever is done to it.
pub(crate) fn document(pages: u32, change: impl FnOnce(&mut Document)) -> Document {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let page = dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    let all = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => i64::from(pages) };
    document.objects.insert(tree, all.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    change(&mut document);
    document
}

/// The file of a PDF.
pub(crate) fn written(mut document: Document) -> Vec<u8> {
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

/// The same with its objects packed away.
pub(crate) fn packed(mut document: Document) -> Vec<u8> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .build();
    let mut file = Vec::new();
    document.save_with_options(&mut file, options).unwrap();
    file
}

/// A PDF with so many pages.
pub(crate) fn pdf(pages: u32) -> Vec<u8> {
    written(document(pages, |_| {}))
}

/// A PDF whose catalog does what its object 9 says, which is packed in a stream of objects; the index
/// of the stream and its kind are as told (ISO 32000-2, 7.5.7 and 7.5.8).
pub(crate) fn packed_action(index: &str, kind: &str, action: &str) -> Vec<u8> {
    let content = format!("{index} {action}{:300}", "").into_bytes();
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress().unwrap();
    let head = format!(
        "<</Type {kind} /N 1 /First {} /Filter /FlateDecode /Length {}>>\nstream\n",
        index.len() + 1,
        stream.content.len()
    );
    let container = [head.as_bytes(), &stream.content, b"\nendstream"].concat();
    let objects: [&[u8]; 5] = [
        b"<</Type /Catalog /Pages 2 0 R /OpenAction 9 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>",
        &container,
        b"/ObjStm",
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = vec![0; 7];
    let mut row = |kind: u8, at: usize| {
        table.push(kind);
        table.extend(u32::try_from(at).unwrap().to_be_bytes());
        table.extend([0, 0]);
    };
    for (number, object) in (1..).zip(objects) {
        row(1, file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    row(1, start);
    row(2, 4);
    let head = format!(
        "6 0 obj\n<</Type /XRef /Size 10 /Root 1 0 R /W [1 4 2] /Index [0 7 9 1] /Length {}>>\nstream\n",
        table.len()
    );
    let end = format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
    [&file, head.as_bytes(), &table, end.as_bytes()].concat()
}

/// A PDF of objects that are written out, numbered from 1 on; the first one is the catalog.
pub(crate) fn spelled_out(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let trailer = format!(
        "trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        file.len()
    );
    [file, table.into_bytes(), trailer.into_bytes()].concat()
}
