//! How fast a certificate and a form are printed, beside WeasyPrint, which lays out the same words from
//! HTML with the same fonts. Criterion is of no use here: one of both is a program of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use print::Printer;
use print::paper::{Block, Cell, CellKind, Ink, Length, Paper, Row, Style, Table, Text};
use shared::values::{Lang, Moment};

/// How often each is printed.
const TIMES: usize = 40;
/// What a document may take, in milliseconds, and its size, in bytes.
const GOAL: (f64, usize) = (20.0, 80_000);

/// A document: its title, its rows of names and what is told, and its sentences.
struct Sample {
    name: &'static str,
    title: &'static str,
    rows: usize,
    sentences: usize,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        name: "certificate",
        title: "购房资格核验凭证",
        rows: 14,
        sentences: 2,
    },
    Sample {
        name: "application form",
        title: "家庭购房申请表",
        rows: 26,
        sentences: 6,
    },
    Sample {
        name: "form of the largest household",
        title: "家庭购房申请表",
        rows: 130,
        sentences: 6,
    },
];

/// Names and what is told, of which each row takes one.
const TOLD: [(&str, &str); 10] = [
    ("申请人", "杨帆　居民身份证 110***********937X"),
    ("配偶", "谢静　居民身份证 110***********9389"),
    ("申请编号", "ZZ-2026-1130-KCGZRQ"),
    ("家庭类别", "非本市户籍家庭（缴纳社会保险）"),
    ("有效期", "2026 年 11 月 30 日至 2026 年 12 月 30 日"),
    ("适用政策", "2026 年 8 月 8 日起施行的版本"),
    ("通讯地址", "北京市东城区示例胡同 1 号"),
    (
        "住房地址",
        "丰台区示例东里 5 号楼 1203，京（2014）丰不动产权第0000113号",
    ),
    (
        "社会保险",
        "申请人自 2021 年 11 月起连续缴纳 60 个月，满足要求的月数。",
    ),
    (
        "住房",
        "五环内有住房 2 套，未达二孩及以上家庭上限 3 套。《关于进一步优化调整本市房地产相关政策的通知》（京建发〔2025〕565号），2025 年 12 月 24 日起施行",
    ),
];
const SENTENCE: &str = "同意为核验购房资格，向公安、民政、人力社保、税务、住建、规划自然资源以及人才、军队、侨务主管部门查询家庭成员的相关记录；知悉如有虚假，核验结果无效。";

impl Sample {
    fn told(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        TOLD.into_iter().cycle().take(self.rows)
    }

    fn paper(&self) -> Paper {
        let rows = self.told().map(|(name, told)| {
            Row::of(vec![
                Cell::of(CellKind::RowHead, 1, name),
                Cell::data(1, told),
            ])
        });
        let columns: Vec<Length> = vec![22, 78];
        let mut blocks = vec![
            Block::Title {
                title: self.title.to_owned(),
                sub: "北京市购房资格核验（住宅）".to_owned(),
                ink: Ink::Blue,
            },
            Block::Table(Table {
                columns,
                rows: rows.collect(),
                padding: 30,
            }),
        ];
        let sentence = || {
            Block::Text(Text {
                text: SENTENCE.to_owned(),
                style: Style::PROSE,
            })
        };
        blocks.extend(std::iter::repeat_with(sentence).take(self.sentences));
        Paper {
            lang: Lang::Zh,
            title: self.title.to_owned(),
            issuer: "购房资格核验平台".to_owned(),
            made_at: Moment::default(),
            reference: self.title.to_owned(),
            pager: "第 {{ n }} 页，共 {{ of }} 页".to_owned(),
            void: None,
            on_one_page: true,
            is_framed: false,
            size: 190,
            blocks,
        }
    }

    fn html(&self, fonts: &Path) -> String {
        let face = |name: &str, weight: u32| {
            let url = fonts.join(name);
            format!(
                "@font-face {{ font-family: N; font-weight: {weight}; src: url(file://{}) }}",
                url.display()
            )
        };
        let mut rows = String::new();
        for (name, told) in self.told() {
            let _infallible = write!(rows, "<tr><th scope=row>{name}</th><td>{told}</td></tr>");
        }
        let sentences = format!("<p>{SENTENCE}</p>").repeat(self.sentences);
        format!(
            "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{title}</title><style>{} {}
             @page {{ size: A4; margin: 14mm }}
             body {{ font: 9.5pt/1.45 N }} h1 {{ text-align: center; font-size: 19pt }}
             table {{ width: 100%; border-collapse: collapse }}
             th, td {{ border: 0.5pt solid #555; padding: 2.8pt 5pt; text-align: left }}
             th {{ width: 22%; font-weight: 400; background: #f3f4f6 }} p {{ text-indent: 2em; margin: 0 }}
             </style><h1>{title}</h1><table>{rows}</table>{sentences}</html>",
            face("NotoSansSC_400Regular.ttf", 400),
            face("NotoSansSC_700Bold.ttf", 700),
            title = self.title,
        )
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let fonts = std::fs::canonicalize(root.join("target/fonts"))?;
    let printer = Printer::new(fonts.clone());
    let before = memory();
    let begun = Instant::now();
    printer.load()?;
    head(begun.elapsed(), memory().saturating_sub(before));
    for sample in SAMPLES {
        let paper = sample.paper();
        let size = printer.print(&paper)?.len();
        let mut spent = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let begun = Instant::now();
            printer.print(&paper)?;
            spent.push(begun.elapsed());
        }
        spent.sort_unstable();
        let median = spent.get(TIMES / 2).copied().unwrap_or_default();
        let path = std::env::temp_dir().join(format!("anju-{}.html", std::process::id()));
        std::fs::write(&path, sample.html(&fonts))?;
        let other = weasyprint(&path);
        std::fs::remove_file(&path)?;
        report(&sample, (median, size), other);
    }
    Ok(())
}

/// What WeasyPrint needs, in milliseconds, and how large its file is.
///
/// # Errors
/// Why it prints nothing, in its last words.
fn weasyprint(page: &Path) -> Result<(f64, usize), String> {
    let python = std::env::var_os("BENCH_PYTHON").unwrap_or_else(|| "python3".into());
    // Not called after the package: Python would import the script in its place.
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("documents/by_weasyprint.py");
    let said = Command::new(python)
        .arg(script)
        .arg(page)
        .arg("10")
        .output()
        .map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&said.stdout);
    let numbers = told.trim().split_once(' ');
    let read = numbers.and_then(|(time, size)| Some((time.parse().ok()?, size.parse().ok()?)));
    read.ok_or_else(|| {
        let complaint = String::from_utf8_lossy(&said.stderr);
        complaint.lines().last().unwrap_or("it says nothing").to_owned()
    })
}

/// The memory of this process, in kilobytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}

/// How `cargo xtask bench documents` finds the report.
#[expect(clippy::print_stdout, reason = "the report is what this is for")]
fn head(load: Duration, memory: usize) {
    println!("\nDocuments, A4 with Chinese text: one page, and what the largest household needs");
    println!(
        "  fonts are read once, in {:.0} ms, and take {} MB",
        load.as_secs_f64() * 1000.0,
        memory / 1024
    );
}

#[expect(clippy::print_stdout, reason = "the report is what this is for")]
fn report(
    sample: &Sample,
    (time, size): (Duration, usize),
    other: Result<(f64, usize), String>,
) {
    let ours = time.as_secs_f64() * 1000.0;
    let met = if ours <= GOAL.0 && size <= GOAL.1 {
        "goal met"
    } else {
        "goal missed"
    };
    println!("\n{}:", sample.name);
    println!(
        "  print       {ours:>8.1} ms {size:>8} bytes  at most {:.0} ms and {} bytes: {met}",
        GOAL.0, GOAL.1
    );
    match other {
        Ok((theirs, size)) => {
            println!("  WeasyPrint  {theirs:>8.1} ms {size:>8} bytes");
            println!("  WeasyPrint / print  {:>5.1}×", theirs / ours);
        }
        Err(why) => println!("  WeasyPrint prints nothing: {why}"),
    }
}
