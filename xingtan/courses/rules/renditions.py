"""Which bitrates a film is offered in, and how ffmpeg is asked for them."""

from dataclasses import dataclass
from typing import Final

SEGMENT_SECONDS: Final = 4
"""A jump lands on a key frame at most this far away, and a change of bitrate waits no longer."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a file holds, as ffprobe says."""

    seconds: float
    height: int = 0
    """Lines of the picture; 0 without one."""
    has_sound: bool = False


@dataclass(frozen=True, slots=True)
class Rendition:
    """One way to offer a film."""

    name: str
    height: int
    kilobits: int


LADDER: Final = (Rendition("p360", 360, 350), Rendition("p540", 540, 800), Rendition("p720", 720, 1600))


def renditions_of(probed: Probed) -> tuple[Rendition, ...]:
    """The bitrates worth having: none with more lines than the film has, and always the smallest.

    >>> [each.name for each in renditions_of(Probed(60, height=540))]
    ['p360', 'p540']
    """
    if not probed.height:
        return ()
    return tuple(each for each in LADDER if each.height <= probed.height or each is LADDER[0])


def streaming_command(source: str, folder: str, probed: Probed, frames: int = 25) -> list[str]:
    """Ffmpeg's arguments: every bitrate in one reading, key frames in the same places, and the sound by itself."""
    offered = renditions_of(probed)
    command = ["-nostdin", "-v", "error", "-y", "-i", source, "-progress", "pipe:1", "-threads", "2"]
    streams = []
    for index, each in enumerate(offered):
        command += ["-map", "0:v:0", f"-filter:v:{index}", f"scale=-2:{each.height},fps={frames}"]
        command += [f"-b:v:{index}", f"{each.kilobits}k", f"-maxrate:v:{index}", f"{each.kilobits * 12 // 10}k"]
        command += [f"-bufsize:v:{index}", f"{each.kilobits * 2}k"]
        streams.append(f"v:{index}" + (f",a:{index}" if probed.has_sound else "") + f",name:{each.name}")
    if probed.has_sound:
        for _each in (*offered, None):
            command += ["-map", "0:a:0"]
        streams.append(f"a:{len(offered)},name:sound")
        command += ["-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "44100"]
    if offered:
        command += ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-profile:v", "main"]
        command += ["-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})", "-sc_threshold", "0"]
    command += ["-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod", "-hls_list_size", "0"]
    command += ["-hls_segment_filename", f"{folder}/%v_%04d.ts", "-master_pl_name", "master.m3u8"]
    return [*command, "-var_stream_map", " ".join(streams), f"{folder}/%v.m3u8"]
