package dev.zimage.api;

import dev.zimage.api.http.LargeBodies;
import dev.zimage.engines.Engines;
import dev.zimage.health.StorageHealth;
import dev.zimage.intake.PictureIntake;
import dev.zimage.media.MediaLibrary;
import dev.zimage.models.Catalogue;
import dev.zimage.origin.PublicUrl;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.Tasks;
import dev.zimage.webhooks.WebhookUrls;

/// What all dialects share: orders are taken, waited for and shown in one way, whether they come by
/// the API, OpenAI's images API, MCP or the console.
public final class OrderService {

    private final Tasks tasks;
    private final Catalogue catalogue;
    private final MediaLibrary media;
    private final Envelopes envelopes;
    private final OrderReadiness readiness;
    private final OrderPlacement placement;
    private final LargeBodies bodies;
    private final TaskWait wait;
    private volatile boolean stopping;

    private OrderService(
            Tasks tasks,
            Catalogue catalogue,
            StorageHealth storage,
            WebhookUrls webhookUrls,
            MediaLibrary media,
            PublicUrl publicUrl,
            PictureIntake intake) {
        this.tasks = tasks;
        this.catalogue = catalogue;
        this.media = media;
        Engines engines = tasks.engines();
        OrderTexts texts = new OrderTexts(engines);
        this.envelopes = new Envelopes(tasks, media, publicUrl, texts);
        this.readiness = new OrderReadiness(storage, engines, tasks, () -> stopping);
        this.placement =
                new OrderPlacement(tasks, readiness, webhookUrls, new OrderPictures(intake), texts);
        boolean edits = catalogue.list().stream().anyMatch(model -> model.terms().edits());
        this.bodies = new LargeBodies(edits, PictureIntake.atOnce());
        this.wait = new TaskWait(tasks, () -> stopping);
    }

    /// Opens the service.
    ///
    /// @param webhookUrls that an order may name
    /// @param intake of the pictures that orders bring
    public static OrderService open(
            Tasks tasks,
            Catalogue catalogue,
            StorageHealth storage,
            WebhookUrls webhookUrls,
            MediaLibrary media,
            PublicUrl publicUrl,
            PictureIntake intake) {
        return new OrderService(tasks, catalogue, storage, webhookUrls, media, publicUrl, intake);
    }

    public Tasks tasks() {
        return tasks;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Engines engines() {
        return tasks.engines();
    }

    public MediaLibrary media() {
        return media;
    }

    /// Shows tasks to clients.
    public Envelopes envelopes() {
        return envelopes;
    }

    /// Whether orders are taken now.
    public OrderReadiness readiness() {
        return readiness;
    }

    /// Takes orders.
    public OrderPlacement placement() {
        return placement;
    }

    /// The limit on bodies with pictures in memory.
    public LargeBodies bodies() {
        return bodies;
    }

    /// Waits for tasks.
    public TaskWait waiting() {
        return wait;
    }

    /// The JSON of a task as its owner sees it.
    ///
    /// @param base what links begin with
    public byte[] envelope(Task task, String base) {
        return Json.write(
                envelopes.of(envelopes.current(task), envelopes.position(task), () -> base));
    }

    /// Takes no more orders and lets those go who wait; reads are still served.
    public void drain() {
        stopping = true;
    }
}
