SELECT id FROM orders;
SELEC total FROM orders;
