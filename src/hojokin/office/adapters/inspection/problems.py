"""What an inspection can say about a file: its code, whether it stops the upload, and the sentence for the person."""

from __future__ import annotations

from dataclasses import dataclass

from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Problem (ファイルの問題): one that refuses the file, or else a note beside it; active means it could run."""

    code: str
    text: Text
    refuses: bool = True
    active: bool = False


NOTES = frozenset({"encrypted", "gps", "metadata", "trailing_data", "other_extension", "external_links"})
ACTIVE = frozenset({"javascript", "launch", "embedded_files", "rich_media", "form_actions", "macros", "xfa"})

TEXTS = {
    "empty": Text(
        "ファイルの中身が空です（0バイト）。元のファイルを開いて確認し、もう一度添付してください。",
        "The file is empty (0 bytes). Open the original, check it and attach it again.",
    ),
    "too_large": Text(
        "ファイルが大きすぎます。添付できるのは{limit} MB未満です。解像度を下げるか、ページを分けて保存し直してください。",
        "The file is too large: it has to be below {limit} MB. Save it with a lower resolution or split its pages.",
    ),
    "kind": Text(
        "このファイルの形式（{found}）は添付できません。{wanted}のいずれかで保存し直してください。",
        "Files of this kind ({found}) cannot be attached. Save it as one of: {wanted}.",
    ),
    "other_extension": Text(
        "ファイル名の拡張子と中身が異なります（中身は{found}）。中身の形式として保存しました。",
        "The file's extension does not match its content, which is {found}. It is kept as what it is.",
    ),
    "pdf_not_at_start": Text(
        "PDFの前に余分なデータがあります。PDF閲覧ソフトで開き、「PDFとして保存（印刷）」してから添付してください。",
        "There is other data before the PDF begins. Open it in a PDF reader, print it to PDF and attach that.",
    ),
    "two_kinds": Text(
        "一つのファイルに別の形式のデータ（{found}）が含まれています。安全のため受け付けられません。"
        "元の文書や画像を開き、新しく保存し直して添付してください。",
        "The file also holds data of another kind ({found}), which is not safe. "
        "Open the original and save it as a new file.",
    ),
    "trailing_data": Text(
        "画像の終わりの後に余分なデータがあります（連写や動く写真など）。画像だけを確認に使います。",
        "There is more data after the end of the picture (as of a moving photo). Only the picture is looked at.",
    ),
    "unreadable": Text(
        "ファイルが壊れているか、途中で切れています。元のファイルが開けることを確認し、保存し直して添付してください。",
        "The file is broken or incomplete. Check that the original opens, save it again and attach it.",
    ),
    "locked": Text(
        "PDFを開くのにパスワードが必要です。パスワードを解除して保存し直し、添付してください。",
        "The PDF needs a password to be opened. Save it without the password and attach it again.",
    ),
    "encrypted": Text(
        "PDFに編集や印刷の制限が設定されています。閲覧できるため、このまま提出できます。",
        "The PDF restricts editing or printing. It can be read, so you may submit it as it is.",
    ),
    "javascript": Text(
        "PDFにプログラム（JavaScript）が含まれています。PDF閲覧ソフトで「PDFとして保存（印刷）」してから添付してください。",
        "The PDF holds a program (JavaScript). Print it to a new PDF and attach that.",
    ),
    "launch": Text(
        "PDFに他のソフトを起動する設定が含まれています。「PDFとして保存（印刷）」してから添付してください。",
        "The PDF starts other programs. Print it to a new PDF and attach that.",
    ),
    "embedded_files": Text(
        "ファイルの中に別のファイルが埋め込まれています。埋め込みを外し、必要なら別々に添付してください。",
        "Another file is embedded in this one. Take it out and attach it on its own if it is needed.",
    ),
    "rich_media": Text(
        "PDFに動画や音声などが含まれています。「PDFとして保存（印刷）」してから添付してください。",
        "The PDF holds video, sound or the like. Print it to a new PDF and attach that.",
    ),
    "form_actions": Text(
        "PDFに入力内容を外部へ送信する設定が含まれています。「PDFとして保存（印刷）」してから添付してください。",
        "The PDF sends or loads form data. Print it to a new PDF and attach that.",
    ),
    "xfa": Text(
        "PDFが特殊な入力フォーム（XFA）です。入力後に「PDFとして保存（印刷）」してから添付してください。",
        "The PDF is a dynamic form (XFA). Fill it in, print it to a new PDF and attach that.",
    ),
    "too_many_pixels": Text(
        "画像が大きすぎます（{width}×{height}画素）。解像度を下げて保存し直してください。",
        "The picture is too large ({width}×{height} pixels). Save it with a lower resolution.",
    ),
    "gps": Text(
        "写真に撮影場所の情報が含まれています。不要なら、位置情報を削除してから添付し直してください。",
        "The photo says where it was taken. If you do not want that, remove the location and attach it again.",
    ),
    "metadata": Text(
        "写真に撮影日時や機種などの情報が含まれています。内容は変更せずに保存します。",
        "The photo holds data such as its time and camera. It is kept unchanged.",
    ),
    "macros": Text(
        "Excelファイルにマクロが含まれています。マクロなしのブック（.xlsx）として保存し直してください。",
        "The workbook holds macros. Save it as a workbook without macros (.xlsx).",
    ),
    "external_links": Text(
        "Excelファイルに他のファイルへのリンクがあります。リンク先の値は確認できません。",
        "The workbook links to other files, whose values cannot be checked.",
    ),
    "old_packing": Text(
        "PDFが古い圧縮方式（LZW）で保存されています。PDF閲覧ソフトで「PDFとして保存（印刷）」してから添付してください。",
        "The PDF is packed in an old way (LZW). Print it to a new PDF and attach that.",
    ),
    "bomb": Text(
        "展開すると極端に大きくなるファイルのため受け付けられません。不要なシートや画像を除いて保存し直してください。",
        "The file grows out of all proportion when unpacked. Remove what is not needed and save it again.",
    ),
}


def problem(
    code: str, ja: dict[str, object] | None = None, en: dict[str, object] | None = None
) -> FileProblem:
    """The problem with this code; the values fill its sentences, the same in both languages unless told."""
    ja = ja or {}
    text = Text(TEXTS[code].ja.format(**ja), TEXTS[code].en.format(**(en or ja)))
    return FileProblem(code, text, refuses=code not in NOTES, active=code in ACTIVE)
