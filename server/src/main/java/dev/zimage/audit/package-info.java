/// The audit log: who changed what, when and from where. Start reading at [AuditLog].
@NullMarked
package dev.zimage.audit;

import org.jspecify.annotations.NullMarked;
