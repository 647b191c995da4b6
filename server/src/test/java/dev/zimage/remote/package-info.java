/// Models that other servers draw, through the front door: a real server, a real client, and small
/// servers on other ports that draw.
@NullMarked
package dev.zimage.remote;

import org.jspecify.annotations.NullMarked;
