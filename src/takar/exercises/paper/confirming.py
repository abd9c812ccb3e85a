"""The rater confirms what was typed from his paper, and locks with his own signature."""

from __future__ import annotations

from takar.accounts.public import User
from takar.exercises.paper.domain.carrying import DEVICE
from takar.exercises.storage import Locked, lock, own_state
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

NOTHING_TYPED = Refusal(
    "PAPER_NOTHING_TYPED",
    "Formulir kertas lembar ini belum selesai disalin dua orang. Tunggu, atau isi lembar di meja asesor.",
    "The paper form of this sheet has not been typed by two people yet. Wait, or fill in the sheet on the desk.",
)


def confirm(sheet: str, rater: User, passphrase: str, *, clock: Clock = utc_now) -> Locked | Refusal:
    """Lock a sheet that came from paper. Refuses PAPER_NOTHING_TYPED, SHEET_INCOMPLETE, PASSPHRASE_WRONG, …"""
    state = own_state(sheet, rater.username)
    if isinstance(state, Refusal):
        return state
    last = state.seqs.get(DEVICE, 0)
    if not last:
        return NOTHING_TYPED
    return lock(sheet, rater, passphrase, device=DEVICE, last_seq=last, paper=True, clock=clock)
