package chat.parley.deploy.fault.row;

import java.time.Duration;
import java.util.HashSet;

final class FullDisk extends Row {

    private static final int HALF_A_MEGABYTE = 512 * 1024;
    private static final Duration FLOWING = Duration.ofSeconds(5);

    FullDisk() {
        super(
                10,
                "no room for attachments",
                "a file system of 96 MB, filled",
                "a clear error, no half file, chat goes on, then uploads work again",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var disk = scene.laboratory().attachments();
        if (!disk.isSmall()) {
            scene.note("not run: no small file system can be mounted here (it needs root)");
            return;
        }
        var person = scene.oneOf(scene.cohort().people());
        var uploads = new Uploads(scene.laboratory().edge(), person);
        scene.expect(uploads.upload(HALF_A_MEGABYTE) == 201, "an upload failed before the disk was full");
        var before = new HashSet<>(disk.files());

        disk.fill();
        scene.mark("the disk is full");
        var status = uploads.upload(HALF_A_MEGABYTE);
        scene.expect(status == 503 || status == 507, "an upload onto a full disk was answered %d", status);
        scene.expect(
                scene.flows(scene.oneOf(scene.cohort().conversations()), FLOWING), "no chat while the disk is full");
        disk.empty();
        scene.mark("there is room again");

        var left = new HashSet<>(disk.files());
        left.removeAll(before);
        scene.expect(left.isEmpty(), "the failed upload left %s", left);
        scene.expect(uploads.upload(HALF_A_MEGABYTE) == 201, "an upload failed after there was room again");
    }
}
