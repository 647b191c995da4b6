/// What the browser console needs of the server: its pages and files, and its JSON under
/// `/console/api`. Start reading at [Console], and at [RouteRoles] for who may do what.
///
/// The package has more than 30 files because each part of the console has handlers of its own, and
/// they share sessions, roles and JSON that nobody else is to use.
@NullMarked
package dev.zimage.api.console;

import org.jspecify.annotations.NullMarked;
