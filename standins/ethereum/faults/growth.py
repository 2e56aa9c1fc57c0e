"""Orders to the chain itself: blocks at once, reorganisations, rivals."""

from typing_extensions import override

from standins.ethereum.faults.kinds import Blow, Scene


class Mine(Blow):
    """Let ``blocks`` blocks come at once, for tests that will not wait twelve seconds."""

    blocks: int = 1

    @override
    def strike(self, scene: Scene) -> object:
        """Let them come."""
        return scene.mine(self.blocks)


class Reorg(Blow):
    """Replace the newest ``depth`` blocks by as many of another branch, and ``longer`` more.

    All heads of the new branch are announced, lowest first, as the documents say a node does; with
    ``tip_only`` the newest alone, as nodes do that import a branch at once. A depth of 1 with
    nothing longer is a second head of the same height.
    """

    depth: int = 1
    longer: int = 0
    tip_only: bool = False

    @override
    def strike(self, scene: Scene) -> object:
        """Replace them."""
        return scene.reorganise(self.depth, self.longer, tip_only=self.tip_only)


class Rival(Blow):
    """Announce a second block of the head's height, and let the chain go on behind the first.

    The rival is the chain until the next block comes; then the first is again.
    """

    @override
    def strike(self, scene: Scene) -> object:
        """Announce it."""
        return scene.rival()
