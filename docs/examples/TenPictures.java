// Orders ten pictures at once and writes them into a folder as they are ready.
//
// usage: java -cp 'zimage-client.jar:jackson-*.jar' TenPictures.java PROMPT FOLDER
// with ZIMAGE_URL and ZIMAGE_KEY in the environment

import dev.zimage.client.ImageAspectRatio;
import dev.zimage.client.ImageOrder;
import dev.zimage.client.ImageTask;
import dev.zimage.client.ZImageClient;
import dev.zimage.client.ZImageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class TenPictures {

    public static void main(String[] arguments) throws Exception {
        ImageOrder order = ImageOrder.of(arguments[0]).withAspectRatio(ImageAspectRatio.PORTRAIT);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        URI server = URI.create(System.getenv("ZIMAGE_URL"));
        try (ZImageClient client = ZImageClient.create(server, System.getenv("ZIMAGE_KEY"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> pictures = new ArrayList<>();
            for (int seed = 1; seed <= 10; seed++) {
                ImageOrder one = order.withSeed(seed);
                Path file = folder.resolve(seed + ".jpg");
                pictures.add(threads.submit(() -> draw(client, one, file)));
            }
            System.exit(report(pictures) ? 0 : 1);
        }
    }

    private static Path draw(ZImageClient client, ImageOrder order, Path file) {
        ImageTask task = client.generate(order);
        client.download(task, file);
        return file;
    }

    private static boolean report(List<Future<Path>> pictures) throws InterruptedException {
        boolean all = true;
        for (Future<Path> picture : pictures) {
            try {
                System.out.println(picture.get());
            } catch (ExecutionException e) {
                all = false;
                boolean expected = e.getCause() instanceof ZImageException;
                System.err.println(expected ? e.getCause().getMessage() : e.getCause());
            }
        }
        return all;
    }
}
