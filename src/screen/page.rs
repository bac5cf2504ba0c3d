//! A page while it is put together.

use super::model::{Block, Mark};
use crate::text::Text;

/// The middle of a screen.
pub(super) struct Page {
    pub(super) title: Text,
    pub(super) lead: Vec<Text>,
    pub(super) blocks: Vec<Block>,
}

impl Page {
    pub(super) fn new(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            lead: Vec::new(),
            blocks: Vec::new(),
        }
    }

    pub(super) fn lead(mut self, text: impl Into<Text>) -> Self {
        self.lead.push(text.into());
        self
    }

    pub(super) fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    pub(super) fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    pub(super) fn paragraph(self, text: impl Into<Text>) -> Self {
        self.block(Block::Paragraph(text.into()))
    }

    pub(super) fn remark(self, mark: Mark, text: impl Into<Text>) -> Self {
        self.block(Block::Remark(mark, text.into()))
    }

    pub(super) fn alone(self, text: impl Into<String>) -> Self {
        self.block(Block::Alone(text.into()))
    }

    pub(super) fn gap(self) -> Self {
        self.block(Block::Gap)
    }
}
