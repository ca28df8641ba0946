"""Where text files come from and go to: the working tree, a git revision, an output folder.

The face of this room is its modules, each to be imported by itself, so that reading files from disk
never pays for git:

    working_tree   files, config_file, named_file, find_root, folder_in_git, disk_path
    revision       resolve, files, files_of, config_file, changed, history, differences, reader, current_branch;
                   Commit, Entry, Difference
    writing        write; Written
    rewriting      rewrite
"""

__all__ = ["revision", "rewriting", "working_tree", "writing"]
