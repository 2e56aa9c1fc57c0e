"""What weighs on those who trade with borrowed money: parts of the detectors of derivatives."""
