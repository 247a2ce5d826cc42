"""File store (添付ファイルの保管庫): a folder, or any storage that Django knows."""
