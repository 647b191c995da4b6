/// A picture that was ordered, from the submission to its end: paid for, queued, claimed by a
/// worker under a lease, completed or failed and refunded. Start reading at [Tasks]; [TaskQueue] is
/// the state machine, [Workers] is who turns it.
@NullMarked
package dev.zimage.tasks;

import org.jspecify.annotations.NullMarked;
