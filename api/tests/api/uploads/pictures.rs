//! Pictures: which are taken, and that nothing is kept of them but what is seen.

use image::{ImageFormat, Rgb};
use shared::problem::ProblemKind;
use shared::upload::{LONGEST_SIDE, MediaType, UploadKind, UploadState};

use super::desk::stored;
use super::files::{CANARY, from_camera, in_format, jpeg, picture, png_of};
use crate::harness::in_world;

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn is_red(pixel: Rgb<u8>) -> bool {
    pixel.0[0] > 180 && pixel.0[1] < 90
}

#[test]
fn a_picture_is_kept_upright_and_without_what_the_camera_wrote() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let file = from_camera(&jpeg());
        assert!(contains(&file, CANARY.as_bytes()));
        let upload = desk.upload(&file).await;
        assert_eq!((upload.width, upload.height), (Some(40), Some(60)));
        assert_eq!(upload.media_type, MediaType::Jpeg);
        assert_eq!(upload.state, UploadState::Clean);
        assert!(!upload.is_scanned && upload.pages.is_none());
        let (content, kept) = desk.kept(&upload).await;
        assert_eq!(usize::try_from(upload.bytes).unwrap(), content.len());
        for gone in [CANARY.as_bytes(), b"Exif", b"GPS", b"\xff\xe1"] {
            assert!(!contains(&content, gone), "{gone:?}");
        }
        // The corner that was at the top left is at the top right.
        assert_eq!(kept.dimensions(), (40, 60));
        assert!(is_red(*kept.get_pixel(35, 5)) && !is_red(*kept.get_pixel(5, 5)));
        assert!(!is_red(*kept.get_pixel(35, 55)));
    });
}

#[test]
fn pictures_are_known_by_their_content_and_come_out_as_jpeg() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let seen = picture(60, 40);
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let file = in_format(&seen, format);
            let named = [
                ("file-name", "%E6%88%BF%E4%BA%A7.pdf"),
                ("content-type", "text/html"),
            ];
            let answer = desk.send_as(UploadKind::Evidence, &named, &file).await;
            let upload: shared::upload::Upload = answer.expect(201).json();
            assert_eq!(upload.file_name, "房产.jpg", "{format:?}");
            let (_, kept) = desk.kept(&upload).await;
            assert!(is_red(*kept.get_pixel(5, 5)), "{format:?}");
            assert!(kept.get_pixel(55, 35).0[1] > 240, "{format:?}");
        }
        // What is transparent is white.
        let clear = image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
        let mut file = std::io::Cursor::new(Vec::new());
        clear.write_to(&mut file, ImageFormat::Png).unwrap();
        let upload = desk.upload(&file.into_inner()).await;
        let (_, kept) = desk.kept(&upload).await;
        assert!(kept.get_pixel(4, 4).0[0] > 250);
    });
}

#[test]
fn what_else_a_picture_carries_is_not_kept() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let tails: [&[u8]; 3] = [
            b"PK\x05\x06 an archive",
            b"<html><script>alert(1)</script>",
            b"%PDF-1.7 another file %%EOF",
        ];
        for tail in tails {
            for file in [jpeg(), in_format(&picture(9, 9), ImageFormat::Png)] {
                let upload = desk.upload(&[&file, tail].concat()).await;
                let (content, _) = desk.kept(&upload).await;
                assert!(!contains(&content, &tail[..8]), "{tail:?}");
            }
        }
    });
}

#[test]
fn pictures_that_are_broken_too_large_or_not_taken_are_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let whole = from_camera(&jpeg());
        let png = in_format(&picture(60, 40), ImageFormat::Png);
        let webp = in_format(&picture(60, 40), ImageFormat::WebP);
        use ProblemKind as K;
        for (what, file, kind) in [
            ("nothing", vec![], K::FileTypeRefused),
            (
                "half a JPEG",
                whole[..whole.len() / 2].to_vec(),
                K::FileUnreadable,
            ),
            (
                "most of a JPEG",
                whole[..whole.len() - 2].to_vec(),
                K::FileUnreadable,
            ),
            (
                "the head of a JPEG",
                b"\xff\xd8\xff\xe0".to_vec(),
                K::FileUnreadable,
            ),
            (
                "half a PNG",
                png[..png.len() / 2].to_vec(),
                K::FileUnreadable,
            ),
            (
                "half a WebP",
                webp[..webp.len() / 2].to_vec(),
                K::FileUnreadable,
            ),
            (
                "a PNG of 2,500 megapixels",
                png_of(50_000, 50_000),
                K::PictureTooLarge,
            ),
            (
                "a PNG of 121 megapixels",
                png_of(11_000, 11_000),
                K::PictureTooLarge,
            ),
            (
                "a PNG with one long side",
                png_of(LONGEST_SIDE + 1, 1),
                K::PictureTooLarge,
            ),
            (
                "a PNG without its pixels",
                png_of(3_000, 3_000),
                K::FileUnreadable,
            ),
            (
                "a telephone's HEIC",
                b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
                K::HeicRefused,
            ),
            (
                "AVIF",
                b"\0\0\0\x1cftypavif\0\0\0\0".to_vec(),
                K::FileTypeRefused,
            ),
            ("GIF", b"GIF89a\x01\0\x01\0".to_vec(), K::FileTypeRefused),
            (
                "SVG",
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
                K::FileTypeRefused,
            ),
            ("a page", b"<!doctype html>".to_vec(), K::FileTypeRefused),
            ("an archive", b"PK\x03\x04".to_vec(), K::FileTypeRefused),
        ] {
            println!("{what}");
            let problem = desk.refused(&file, kind).await;
            if kind == K::HeicRefused {
                assert!(
                    problem.detail.contains("Most Compatible"),
                    "{}",
                    problem.detail
                );
            }
        }
        assert_eq!(stored(world).await, []);
    });
}

#[test]
fn only_pictures_of_documents_are_marked_for_their_purpose() {
    in_world(async |world| {
        let desk = world.agent().await;
        let white = in_format(
            &image::RgbImage::from_pixel(300, 200, Rgb([255; 3])),
            ImageFormat::Png,
        );
        for (kind, is_marked) in [
            (UploadKind::AuthorityPaper, false),
            (UploadKind::PrincipalDocument, true),
            (UploadKind::AgentDocument, true),
        ] {
            let answer = desk.send_as(kind, &[], &white).await;
            let (_, kept) = desk.kept(&answer.expect(201).json()).await;
            let marked = kept.pixels().filter(|pixel| pixel.0[0] < 200).count();
            assert_eq!(marked > 500, is_marked, "{kind:?}: {marked}");
        }
    });
}
