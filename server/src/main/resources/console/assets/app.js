// The console begins here.
