import { CustomerDisplay } from "@point_of_sale/customer_display/customer_display";
import { TicketDisplay } from "@ticket_pos/customer_display/ticket_display/ticket_display";

// A till that sells tickets shows places; weighing stays with the usual screen.
CustomerDisplay.components = { ...CustomerDisplay.components, TicketDisplay };
